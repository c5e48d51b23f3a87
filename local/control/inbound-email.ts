import * as z from 'zod/mini';
import { verdictStatuses } from '../services/ses/received-mail.ts';

const verdict = z._default(z.enum(verdictStatuses, `must be one of ${verdictStatuses.join(', ')}`), 'PASS');

/** `Name <user@host>`, or bare; nothing that would end a header. */
const mailbox = z
  .string()
  .check(z.regex(/^[^\r\n]*?[^\s<>@]+@[^\s<>@]+>?$/, 'give an address, as ada@example.com'));

/** A message as it is written, or whole with its headers (`raw`, one character a byte). */
export const emailShape = z.strictObject({
  channel: z.literal('email'),
  /** The envelope's; empty for a bounce's. */
  from: z.union([mailbox, z.literal('')]),
  to: mailbox,
  subject: z.optional(z.string()),
  text: z.optional(z.string()),
  html: z.optional(z.string()),
  raw: z.optional(z.string()),
  inReplyTo: z.optional(z.string()),
  headers: z.optional(z.record(z.string().check(z.regex(/^[\x21-\x39\x3b-\x7e]+$/)), z.string())),
  spam: verdict,
  virus: verdict,
  spf: verdict,
  dkim: verdict,
  dmarc: verdict,
});
