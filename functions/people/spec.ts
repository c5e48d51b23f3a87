import { defineFunction, erasePeople, journeys, line, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'people',
  description: 'Changes, merges, erases and hands out people, for marketers and engineers (secret key).',
  memoryMb: 512,
  timeoutSeconds: 29,
  needs: {
    table: table(
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    ),
    line: line('SendMessage'),
    journeys: journeys(),
    erasePeople: erasePeople('InvokeFunction'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
