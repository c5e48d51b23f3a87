import { defineFunction, keys, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'authorize',
  description: "Says who calls the API, by the request's key, and whether the key's calls are used up.",
  memoryMb: 256,
  timeoutSeconds: 8,
  needs: {
    table: table('GetItem', 'UpdateItem'),
    keys: keys('GetParameter'),
  },
  triggers: { authorizes: true },
});
