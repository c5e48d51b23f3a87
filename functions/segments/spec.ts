import { defineFunction, segmentBuilds, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'segments',
  description: 'Segments, who is in them and why, for marketers (secret key).',
  memoryMb: 1024,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'Query', 'PutItem'),
    segmentBuilds: segmentBuilds('StartExecution'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
