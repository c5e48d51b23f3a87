import * as z from 'zod/mini';
import { messageChannels } from '../../workflows/channels.ts';
import { timezone } from '../../workflows/events/fields.ts';
import { complaints, wordless } from '../../workflows/sentences.ts';
import { coordinatesSchema } from './coordinates.ts';
import { openingHours } from './opening-hours.ts';

const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single dashes'));
const line = z.string().check(z.regex(/^[^\p{Cc}]+$/u, 'must be one line of text'));
const positive = z.int().check(z.positive('must be 1 or more'));

/** Entries that are known by their ids. */
const catalogue = <T extends z.ZodMiniType<{ readonly id: string }>>(entry: T) =>
  z
    .array(entry)
    .check(
      z.refine(
        (entries) => new Set(entries.map((each) => each.id)).size === entries.length,
        'each id may stand once',
      ),
    );

const service = z.object({
  id,
  name: line,
  /** What it is called in other languages, by locale. */
  names: z.optional(z.record(z.string(), line)),
  /** How long it takes. */
  minutes: positive,
  /** How many of it the centre can do at the same time. */
  capacity: positive,
  /** In the currency of the centre. */
  price: z.number().check(z.nonnegative('must not be negative')),
});

const reward = z.object({ id, name: line, points: positive });

const centreSchema = z.object({
  /** Opening hours and closed days are told by the wall clock of this IANA zone. */
  timezone,
  /** Where it is; segments of people nearby ask. */
  location: z.optional(coordinatesSchema),
  /** From one offered start to the next. */
  slotMinutes: positive,
  /** How many days ahead may be booked. */
  bookAheadDays: positive,
  /** How long before its start an appointment may still be booked. */
  noticeMinutes: z.int().check(z.nonnegative('must not be negative')),
  /** How many appointments of one service a person may have ahead of them by our page. */
  upcomingPerPerson: positive,
  services: catalogue(service).check(z.minLength(1, 'at least one service is needed')),
  openingHours,
  /** Days on which the centre is closed besides, as 2026-12-25. */
  closedOn: z.array(z.iso.date('must be a date such as 2026-12-25')),
  /** A referral earns so many; unspent points end after so many days, or never. */
  points: z.object({ perReferral: positive, expireAfterDays: z.nullable(positive) }),
  rewards: catalogue(reward),
  /** How many days before an outcome a touch may lie to have led to it; 30 unless said. */
  attribution: z.optional(
    z.object({
      lookBackDays: z.int().check(z.gte(1, 'must be 1 or more'), z.lte(90, 'must be 90 or less')),
    }),
  ),
  /** What a message costs by its channel, in the currency of the centre, where reports are to say what a channel returns. */
  messagePrices: z.optional(
    z.partialRecord(z.enum(messageChannels), z.number().check(z.nonnegative('must not be negative'))),
  ),
});

/** What the centre offers and when, from `centre.json`. */
export type Centre = z.output<typeof centreSchema>;
export type Service = Centre['services'][number];

/**
 * Reads the centre's file.
 * @throws Error with a sentence for each thing that is wrong: `services.1.capacity: must be 1 or more`
 */
export function parseCentre(json: unknown, file = 'centre.json'): Centre {
  const result = z.safeParse(centreSchema, json);
  if (result.success) return result.data;
  const sentences = complaints(result.error, json, wordless).map(({ reason }) => `${file}, ${reason}`);
  throw new Error(sentences.join('\n'));
}

/** A service by its id; undefined for one that the centre does not offer (any more). */
export const serviceOf = ({ services }: Pick<Centre, 'services'>, wanted: string): Service | undefined =>
  services.find((each) => each.id === wanted);
