import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const referralRejected = defineEvent({
  name: 'Referral Rejected',
  description: 'A referral code was refused, and why.',
  from: ['onward'],
  properties: { code: identifier, reason: text },
});
