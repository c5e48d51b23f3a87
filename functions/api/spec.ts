import { defineFunction, journeys, line, publicUrl, signingKey, table } from '../shared/spec.ts';
import { documentRoute } from './document.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'api',
  description: 'People, timelines, journeys and runs for marketers and engineers (secret key).',
  memoryMb: 512,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
    line: line('SendMessage'),
    journeys: journeys(),
    publicUrl: publicUrl(),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { routes: [...routes.map(({ method, path }) => `${method} ${path}`), documentRoute] },
});
