import * as z from 'zod/mini';
import { identifier } from './fields.ts';

/** The channels on which people write to us, and are answered. */
export const conversationChannels = ['email', 'sms', 'whatsapp', 'social'] as const;

/** What an event says of the conversation that it belongs to, so that an answer finds its way there. */
export const conversationFields = {
  channel: z.enum(conversationChannels),
  thread: identifier,
  /** Whom the answer goes to: the address that wrote last. */
  to: z.string(),
  /** Of the mail that is answered. */
  subject: z.optional(z.string()),
  /** Message-IDs of the conversation's mails, the one that is answered last. */
  references: z.optional(z.array(z.string())),
};
