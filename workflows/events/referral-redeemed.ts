import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const referralRedeemed = defineEvent({
  name: 'Referral Redeemed',
  description: 'A friend used a referral code; sent for the friend.',
  from: ['page', 'server'],
  properties: { code: identifier },
});
