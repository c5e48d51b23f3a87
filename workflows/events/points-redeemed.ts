import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const pointsRedeemed = defineEvent({
  name: 'Points Redeemed',
  description: 'The person spent points on a reward of the catalogue.',
  from: ['server', 'onward'],
  properties: {
    reward: identifier,
    /** Its price, and what the person has left; Onward adds them. */
    points: z.optional(z.int()),
    balance: z.optional(z.int()),
  },
});
