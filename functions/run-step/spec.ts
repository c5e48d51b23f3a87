import { audiences, defineFunction, journeys, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'run-step',
  description:
    "Carries out journeys' steps besides messages: waits, branches on the person, traits, events, exits.",
  memoryMb: 512,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem', 'Query', 'ConditionCheckItem'),
    journeys: journeys('SendTaskSuccess', 'SendTaskFailure'),
    line: line('SendMessage'),
    audiences: audiences('SendMessage'),
  },
});
