import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const referralCodeIssued = defineEvent({
  name: 'Referral Code Issued',
  description: 'The person got the code by which they refer friends; it comes once.',
  from: ['onward'],
  properties: { code: identifier },
});
