import { defineFunction, line, signingKey, table } from '../shared/spec.ts';
import { routes } from './routes.ts';

export const spec = defineFunction({
  name: 'referrals',
  description: 'Welcomes the friend who follows a referral link, and starts their journey.',
  memoryMb: 256,
  timeoutSeconds: 15,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { routes: Object.values(routes) },
});
