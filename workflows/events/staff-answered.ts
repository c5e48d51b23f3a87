import * as z from 'zod/mini';
import { conversationFields } from './conversation-fields.ts';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const staffAnswered = defineEvent({
  name: 'Staff Answered',
  description: 'Staff answered the person through the API.',
  from: ['onward'],
  properties: {
    ...conversationFields,
    text,
    /** Id of the last event of the conversation that the staff had seen. */
    lastSeen: identifier,
    /** Who of the staff answered. */
    by: z.optional(z.string()),
  },
});
