import { defineFunction, line, signingKey, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'reviews',
  description: 'The page where a person rates an appointment.',
  memoryMb: 256,
  timeoutSeconds: 15,
  needs: {
    table: table('GetItem', 'Query'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { routes: ['GET /rate', 'POST /rate'] },
});
