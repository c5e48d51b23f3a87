import { defineFunction } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'forms',
  description: "The pop-ups' scripts for the business's own site.",
  memoryMb: 256,
  timeoutSeconds: 5,
  needs: {},
  triggers: { routes: ['GET /forms/{file}'] },
});
