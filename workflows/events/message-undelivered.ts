import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { channel, text } from './fields.ts';

export const messageUndelivered = defineEvent({
  name: 'Message Undelivered',
  description: 'A text or a WhatsApp message was taken by its provider and did not reach the person.',
  from: ['onward'],
  properties: {
    channel,
    reason: text,
    run: z.optional(text),
    step: z.optional(text),
    visit: z.optional(z.number()),
    /** The provider's id of what did not come. */
    attempt: text,
    /** The channel of the message's list that has its turn now, where one is left. */
    next: z.optional(channel),
  },
});
