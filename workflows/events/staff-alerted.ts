import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const staffAlerted = defineEvent({
  name: 'Staff Alerted',
  description: 'The person wrote what only staff can answer, and staff are told so.',
  from: ['onward'],
  properties: {
    channel: text,
    thread: identifier,
    /** Id of the `Message Received` that waits for an answer. */
    message: identifier,
    /** The address that wrote. */
    sentFrom: z.string(),
    /** `other`: it is not known to be the person. */
    sender: z.enum(['person', 'other']),
    subject: z.optional(z.string()),
    text: z.string(),
  },
});
