import { defineFunction, line, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'imports',
  description: 'Takes people and events from files, part by part, for marketers and engineers (secret key).',
  // A part is a thousand rows that are checked, looked up and sent; a core's half makes that a second or two.
  memoryMb: 1024,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
