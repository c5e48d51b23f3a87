import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { instant, text } from './fields.ts';

export const emailBounced = defineEvent({
  name: 'Email Bounced',
  description: 'The person’s mail server refused an email.',
  from: ['onward'],
  properties: {
    type: z.optional(text),
    /** Whether nothing goes to the address any more because of it, and until when if not for good. */
    suppressed: z.optional(z.boolean()),
    suppressedUntil: z.optional(instant),
    run: z.optional(text),
    step: z.optional(text),
  },
});
