import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

/** The message of ours that the person answers. */
const repliedTo = z.object({ journey: text, run: text, step: text, visit: z.int() });

const attachment = z.object({ filename: z.string(), contentType: z.string(), bytes: z.int() });

export const messageReceived = defineEvent({
  name: 'Message Received',
  description: 'The person wrote to us.',
  from: ['onward'],
  properties: {
    channel: z.enum(['email', 'sms', 'whatsapp', 'social']),
    /** The conversation that it belongs to. */
    thread: identifier,
    /** The address that it came from, as the provider tells it. */
    from: z.string(),
    /** `other`: it came from somebody of whom it is not known that they are the person. Nothing acts upon it by itself. */
    sender: z.enum(['person', 'other']),
    /** What they wrote, without what they quoted; at most 8 KB. */
    text: z.string(),
    subject: z.optional(z.string()),
    inReplyTo: z.optional(repliedTo),
    attachments: z.array(attachment),
    /** A machine answered: an out-of-office note, a list, a loop. Nothing answers it. */
    automatic: z.optional(z.literal(true)),
    /** An email's own Message-ID, which an answer names in `In-Reply-To`. */
    messageId: z.optional(z.string()),
    /** The object in the bucket for received mail that keeps the whole message for 30 days. */
    kept: z.optional(z.string()),
    /** What a button that was pressed stands for. */
    payload: z.optional(z.string()),
  },
});
