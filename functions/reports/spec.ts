import { defineFunction, reportRecounts, table } from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'reports',
  description: 'What came of messages, journeys and channels, for marketers and engineers (secret key).',
  memoryMb: 512,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'Query', 'PutItem'),
    reportRecounts: reportRecounts('StartExecution'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
