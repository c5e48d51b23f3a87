import { adNetworks, audiences, defineFunction, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'reconcile-audiences',
  description: 'Finds, every night, whom the ad networks have otherwise than is wanted.',
  memoryMb: 256,
  timeoutSeconds: 900,
  needs: {
    table: table('GetItem', 'Query'),
    audiences: audiences('SendMessage'),
    adNetworks: adNetworks('GetParameter'),
  },
  triggers: { every: 'cron(0 7 * * ? *)' },
});
