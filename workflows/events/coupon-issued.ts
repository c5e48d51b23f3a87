import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { amount, identifier, instant, text } from './fields.ts';

export const couponIssued = defineEvent({
  name: 'Coupon Issued',
  description: 'The person got a coupon of their own: so many per cent off, or an amount.',
  from: ['onward'],
  properties: {
    code: identifier,
    offer: text,
    percent: z.optional(z.int()),
    value: z.optional(amount),
    expiresAt: instant,
    uses: z.int(),
  },
});
