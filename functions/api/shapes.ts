import * as z from 'zod/mini';

/** The API's shapes, as its callers see them. */

const instant = z.iso.datetime({ offset: true });

const runStatus = z.enum(['running', 'completed', 'exited', 'failed', 'stopped']);

export const runShape = z.object({
  id: z.string(),
  journey: z.string(),
  version: z.string(),
  status: runStatus,
  step: z.nullable(z.string()),
  startedAt: instant,
  endedAt: z.nullable(instant),
});

export const runWithHistory = z.extend(runShape, {
  person: z.string(),
  executionArn: z.string(),
  history: z.array(z.object({ step: z.string(), at: instant, outcome: z.string() })),
});

const consentShape = z.object({
  channel: z.string(),
  topic: z.string(),
  state: z.enum(['given', 'pending', 'withdrawn']),
  at: instant,
  source: z.nullable(z.string()),
  wording: z.nullable(z.string()),
});

export const personShape = z.object({
  id: z.string(),
  createdAt: instant,
  identifiers: z.record(z.string(), z.array(z.string())),
  traits: z.record(z.string(), z.unknown()),
  consents: z.array(consentShape),
  /** By which the person refers friends; null until they were given one. */
  referralCode: z.nullable(z.string()),
  /** What the person can spend. */
  points: z.int(),
  runs: z.array(runShape),
});

export const timelineItem = z.object({
  id: z.string(),
  name: z.string(),
  at: instant,
  properties: z.record(z.string(), z.unknown()),
  source: z.enum(['browser', 'page', 'server', 'onward']),
  /** Why the event counts for nothing; absent for those that count. */
  refused: z.optional(z.string()),
});

/** What a list is asked for, page by page: `cursor` is the `next` of the page before. */
export const pageOf = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string()),
};

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });

export const journeyShape = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  retired: z.boolean(),
  entry: z.string(),
});

/** `per_…`, or an identifier with its type in front. */
export const personId = z
  .string()
  .check(
    z.regex(
      /^(per_[a-z2-7]{24}|(userId|email|phone|messenger|anonymousId):.+)$/,
      'must be a person id (per_…) or an identifier as email:a@b.c, phone:+15551234567, userId:42 or anonymousId:…',
    ),
  );

export const reviewShape = z.object({
  bookingId: z.string(),
  person: z.string(),
  /** Null where no event of the person's told of the booking. */
  service: z.nullable(z.string()),
  stars: z.int(),
  text: z.nullable(z.string()),
  at: instant,
  editedAt: z.nullable(instant),
});

const averageShape = z.object({ count: z.int(), average: z.nullable(z.number()) });

export const averagesShape = z.object({
  overall: averageShape,
  byService: z.record(z.string(), averageShape),
  /** By month in UTC, as `2026-11`. */
  byMonth: z.record(z.string(), averageShape),
});

/** However it was typed: case, dashes and spaces mean nothing. */
export const couponCode = z.string().check(z.minLength(1), z.maxLength(100));

/** What a coupon takes off: one of the two. */
export const worthShape = z.object({ percent: z.optional(z.int()), value: z.optional(z.number()) });

export const couponShape = z.extend(worthShape, {
  code: z.string(),
  person: z.string(),
  offer: z.string(),
  status: z.enum(['valid', 'used', 'expired']),
  issuedAt: instant,
  expiresAt: instant,
  /** How often it may be used, and how often it was. */
  uses: z.int(),
  used: z.int(),
});

export const ledgerEntryShape = z.object({
  at: instant,
  /** Earned ones count up, redeemed and expired ones down. */
  points: z.int(),
  kind: z.enum(['earned', 'redeemed', 'expired']),
  /** What they were earned by, or the reward. */
  reason: z.nullable(z.string()),
  /** The event's id; null for those that expired. */
  event: z.nullable(z.string()),
});

const counted = z.record(z.string(), z.int());

export const audienceShape = z.object({
  id: z.string(),
  title: z.string(),
  /** The consent to ads that it needs. */
  topic: z.string(),
  /** People who belong in it now. */
  wanted: z.int(),
  /** People who are wanted in it and may not be, by reason. */
  withheld: counted,
  /** What each ad network says: refusals by reason, `leaving` those still to be taken out. */
  networks: z.record(
    z.string(),
    z.object({ confirmed: z.int(), unconfirmed: z.int(), refused: counted, leaving: z.int() }),
  ),
});
