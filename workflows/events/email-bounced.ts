import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const emailBounced = defineEvent({
  name: 'Email Bounced',
  description: 'The person’s mail server refused an email.',
  from: ['onward'],
  properties: { type: z.optional(text), run: z.optional(text), step: z.optional(text) },
});
