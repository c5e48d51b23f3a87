import { defineFunction, keys, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'keys',
  description: "The API's keys, and who changed what with them.",
  memoryMb: 256,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'PutItem', 'Query'),
    keys: keys('GetParameter'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
