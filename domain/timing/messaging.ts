import * as z from 'zod/mini';
import { messageChannels } from '../../workflows/channels.ts';
import { durationSchema, longest, toMilliseconds } from '../../workflows/duration.ts';
import { priorities } from '../../workflows/priority.ts';
import { complaints, wordless } from '../../workflows/sentences.ts';
import { weekdays } from '../centre/opening-hours.ts';

/** Kinds of messages to customers; what goes to staff is nobody's disturbance. */
const kinds = ['marketing', 'transactional'] as const;

const positive = z.int().check(z.positive('must be 1 or more'));

/** Up to a year, which is as long as a run may take. */
const duration = durationSchema.check(
  z.refine((text) => isBetween(text, 1, longest), 'must be longer than nothing and at most a year'),
);

/** A rule's reach: messages of these kinds, on these channels (all if left out), that matter less than `below`. */
const reach = {
  kinds: z.array(z.enum(kinds)).check(z.minLength(1, 'at least one kind is needed')),
  channels: z.optional(z.array(z.enum(messageChannels)).check(z.minLength(1, 'at least one is needed'))),
  below: z.optional(z.enum(priorities)),
};

const capSchema = z.strictObject({ most: positive, per: duration, ...reach });

const clock = (form: RegExp, example: string) =>
  z.string().check(z.regex(form, `must be HH:MM, such as "${example}"`));

const quietHoursSchema = z.strictObject({
  ...reach,
  /** By the person's clock. An end that is not after the start is the next day's. */
  from: clock(/^([01]\d|2[0-3]):[0-5]\d$/, '21:00'),
  to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '08:00'),
  /** Days on which they begin; every day if neither is given. */
  days: z.optional(z.array(z.enum(weekdays)).check(z.minLength(1, 'at least one day is needed'))),
  dates: z.optional(
    z.array(z.iso.date('must be a date such as 2026-12-25')).check(z.minLength(1, 'at least one is needed')),
  ),
});

const messagingSchema = z.strictObject({
  caps: z.array(capSchema),
  quietHours: z.array(quietHoursSchema),
  /** For how long a message that may not go at once stays worth sending, where its step does not say. */
  expires: z.strictObject({ marketing: duration, transactional: duration }),
  /** Within how long behind quiet hours' end, or the best hour, those go whom it lets go. */
  spread: z._default(durationSchema.check(z.refine(isSpread, 'must be at most an hour')), 'PT10M'),
  /** The hour of the day at which mail is opened best, for people of whom little is known. */
  bestHour: z.int().check(z.gte(0, 'must be 0 to 23'), z.lte(23, 'must be 0 to 23')),
});

function isSpread(text: string): boolean {
  return isBetween(text, 0, 3_600_000);
}

function isBetween(text: string, least: number, most: number): boolean {
  const length = durationSchema.safeParse(text).success ? toMilliseconds(text) : 0;
  return length >= least && length <= most;
}

/** When and how often the business writes to a person, from `messaging.json`. */
export type Messaging = z.output<typeof messagingSchema>;
/** At most so many messages of its reach to a person in any stretch of time of this length. */
export type Cap = z.output<typeof capSchema>;
/** Hours in which nothing of their reach goes out, by the person's clock. */
export type QuietHours = z.output<typeof quietHoursSchema>;

/**
 * Reads the file of caps and quiet hours.
 * @throws Error with a sentence for each thing that is wrong: `messaging.json, caps.0.most: must be 1 or more`
 */
export function parseMessaging(json: unknown, file = 'messaging.json'): Messaging {
  const result = z.safeParse(messagingSchema, json);
  if (result.success) return result.data;
  const sentences = complaints(result.error, json, wordless).map(({ reason }) => `${file}, ${reason}`);
  throw new Error(sentences.join('\n'));
}
