import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text } from './fields.ts';

export const couponIssued = defineEvent({
  name: 'Coupon Issued',
  description: 'The person got a coupon of their own.',
  from: ['onward'],
  properties: { code: identifier, offer: z.optional(text), expiresAt: z.optional(instant) },
});
