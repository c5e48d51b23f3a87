import { clockwork, defineFunction, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'schedules',
  description: 'Schedules for marketers and engineers: made, listed, changed, paused, deleted (secret key).',
  memoryMb: 512,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem', 'Query', 'ConditionCheckItem'),
    ...clockwork,
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
