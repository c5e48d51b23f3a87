import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const pointsEarned = defineEvent({
  name: 'Points Earned',
  description: 'Points were credited to the person.',
  from: ['onward'],
  properties: { points: z.int(), reason: z.optional(text) },
});
