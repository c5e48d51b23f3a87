import { defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'links',
  description: 'Leads on from the short links of texts to what they stand for.',
  memoryMb: 256,
  timeoutSeconds: 5,
  needs: { table: table('GetItem') },
  triggers: { routes: ['GET /l/{code}'] },
});
