import { adNetworks, audiences, defineFunction, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'sync-audience',
  description: 'Makes the ad networks agree with who is wanted in which audience.',
  memoryMb: 512,
  timeoutSeconds: 120,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
    audiences: audiences('SendMessage'),
    line: line('SendMessage'),
    adNetworks: adNetworks('GetParameter'),
  },
  triggers: { consumes: { queue: 'audiences', batchSize: 500, windowSeconds: 30 } },
});
