import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

/** Characters. */
export const longestReview = 2000;

export const reviewSubmitted = defineEvent({
  name: 'Review Submitted',
  description: 'The person rated an appointment.',
  from: ['page', 'server'],
  properties: {
    bookingId: identifier,
    stars: z.int().check(z.gte(1), z.lte(5)),
    text: z.optional(z.string().check(z.maxLength(longestReview))),
  },
});
