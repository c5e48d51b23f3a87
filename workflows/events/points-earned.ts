import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text } from './fields.ts';

export const pointsEarned = defineEvent({
  name: 'Points Earned',
  description: 'Points were credited to the person.',
  from: ['onward'],
  properties: {
    points: z.int().check(z.positive()),
    reason: text,
    /** The occasion, as the friend's id or a booking's: a journey that has it as its key runs once for each. */
    reference: identifier,
    /** Who used the person's referral code, and the code. */
    friend: z.optional(identifier),
    code: z.optional(identifier),
    /** When they end unspent; by the business's setting if left out. */
    expiresAt: z.optional(instant),
    /** What the person has with them; Onward adds it. */
    balance: z.optional(z.int()),
  },
});
