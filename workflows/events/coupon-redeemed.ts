import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { amount, identifier } from './fields.ts';

export const couponRedeemed = defineEvent({
  name: 'Coupon Redeemed',
  description: 'A coupon was used, online or at the counter.',
  from: ['page', 'server'],
  properties: { code: identifier, amount: z.optional(amount) },
});
