import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const marketingResumed = defineEvent({
  name: 'Marketing Resumed',
  description: 'The person lifted their pause.',
  from: ['page', 'server'],
  properties: { source: z.optional(text) },
});
