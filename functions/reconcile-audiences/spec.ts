import { adNetworks, audiences, defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'reconcile-audiences',
  description: 'Finds, every night, whom the ad networks have otherwise than is wanted.',
  memoryMb: 256,
  timeoutSeconds: 900,
  needs: {
    table: table('BatchGetItem', 'GetItem', 'PutItem', 'Query'),
    audiences: audiences('SendMessage'),
    adNetworks: adNetworks('GetParameter'),
  },
  // Each call goes on where the one before stopped; when the night's work is done, the others have nothing to do.
  triggers: { every: 'cron(0/15 7-8 * * ? *)' },
});
