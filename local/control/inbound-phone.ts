import * as z from 'zod/mini';

const number = z
  .string()
  .check(z.regex(/^\+[1-9][0-9]{6,14}$/, 'give a number in E.164 format, as +14155550123'));

const text = z.string().check(z.minLength(1));

/** A text to one of the account's numbers; to the first, unless told. */
export const smsShape = z.strictObject({
  channel: z.literal('sms'),
  from: number,
  to: z.optional(number),
  text,
});

/** A WhatsApp message, likewise. */
export const whatsappShape = z.strictObject({
  channel: z.literal('whatsapp'),
  from: number,
  to: z.optional(number),
  text,
  profileName: z.optional(z.string()),
});
