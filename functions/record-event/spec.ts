import {
  audiences,
  clockwork,
  deadLetters,
  defineFunction,
  journeys,
  line,
  table,
  timers,
} from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'record-event',
  description:
    'Takes events off the line, records each once, and wakes and starts the runs that it concerns.',
  memoryMb: 512,
  timeoutSeconds: 60,
  needs: {
    table: table(
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'Query',
      'ConditionCheckItem',
    ),
    journeys: journeys('StartExecution', 'StopExecution', 'SendTaskSuccess', 'SendTaskFailure'),
    line: line('SendMessage'),
    deadLetters: deadLetters('SendMessage'),
    audiences: audiences('SendMessage'),
    ...timers,
    ...clockwork,
  },
  triggers: { consumes: { queue: 'line', batchSize: 10 } },
});
