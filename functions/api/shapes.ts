import * as z from 'zod/mini';
import { suppressionCauses } from '../../domain/consent/suppression.ts';
import { messageChannels } from '../../workflows/channels.ts';
import { instant } from '../shared/api/shapes.ts';

/** The API's shapes, as its callers see them. */

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

const proofShape = z.object({
  /** Address of the page, without query and fragment. */
  page: z.optional(z.string()),
  /** Keyed hash of the IP address that it came from. */
  ipHash: z.optional(z.string()),
  /** As `Chrome on Android`. */
  agent: z.optional(z.string()),
});

export const consentShape = z.object({
  channel: z.string(),
  topic: z.string(),
  /** Of what is refused since, by a topic, a channel or all marketing, and of what was not confirmed in time: `withdrawn`. */
  state: z.enum(['given', 'pending', 'withdrawn']),
  at: instant,
  source: z.nullable(z.string()),
  wording: z.nullable(z.string()),
  /** Of one that was confirmed (double opt-in): when it was asked for. */
  askedAt: z.nullable(instant),
  /** How it was given; null where that is not known (yet). */
  proof: z.nullable(proofShape),
  /** How it was confirmed. */
  confirmation: z.nullable(proofShape),
});

export const suppressionShape = z.object({
  address: z.string(),
  channel: z.string(),
  cause: z.enum(suppressionCauses),
  at: instant,
  reason: z.nullable(z.string()),
  /** Null for one that ends only when it is lifted. */
  until: z.nullable(instant),
});

export const personShape = z.object({
  id: z.string(),
  createdAt: instant,
  identifiers: z.record(z.string(), z.array(z.string())),
  traits: z.record(z.string(), z.unknown()),
  consents: z.array(consentShape),
  /** Until when the person wants no marketing; null when they have not paused it. */
  pausedUntil: z.nullable(instant),
  /** By which the person refers friends; null until they were given one. */
  referralCode: z.nullable(z.string()),
  /** What the person can spend. */
  points: z.int(),
  /** Ids of the segments that the person is in. */
  segments: z.array(z.string()),
  /** Ids of the people who were merged into this one. */
  merged: z.array(z.string()),
  runs: z.array(runShape),
});

/** What a message was and what became of it. Times that are absent have not come. */
const messageShape = z.looseObject({
  journey: z.string(),
  run: z.string(),
  step: z.string(),
  visit: z.int(),
  template: z.string(),
  kind: z.enum(['marketing', 'transactional', 'staff']),
  /** The campaign that it was sent for, with its run and variant. */
  campaign: z.optional(z.object({ id: z.string(), run: z.string(), variant: z.string() })),
  /** By which it goes or went; where it was skipped, the first that was tried. */
  channel: z.enum(messageChannels),
  status: z.enum(['held', 'claimed', 'sent', 'skipped', 'failed', 'unknown']),
  /** In a word, as `capped`, `quiet-hours`, `no-consent`. */
  reason: z.optional(z.string()),
  /** Why it was sent, or was not, or waits: a sentence for people. */
  why: z.string(),
  /** The channels by which it did not go, and why. */
  tried: z.optional(z.array(z.object({ channel: z.string(), reason: z.string() }))),
  /** When it had to wait. */
  held: z.optional(z.array(z.object({ at: instant, until: instant, reason: z.string(), why: z.string() }))),
  deliveredAt: z.optional(instant),
  openedAt: z.optional(instant),
  clickedAt: z.optional(instant),
});

const messageItem = z.object({
  id: z.string(),
  name: z.literal('Message'),
  at: instant,
  properties: messageShape,
  source: z.literal('onward'),
});

const eventItem = z.object({
  id: z.string(),
  name: z.string(),
  /** When it was recorded. */
  at: instant,
  /** When it happened, as its sender says; absent where that is less than a minute before `at`. */
  timestamp: z.optional(instant),
  properties: z.record(z.string(), z.unknown()),
  source: z.enum(['browser', 'page', 'server', 'onward']),
  /** Of a consent or its end: how it was given. */
  proof: z.optional(proofShape),
  /** Journeys that it enters once a consent that they need is confirmed. */
  holds: z.optional(z.array(z.string())),
  /** The message whose link the person followed to do it. */
  message: z.optional(z.object({ run: z.string(), step: z.string(), visit: z.int() })),
  /** An import told of it as of the past: it is counted, and began no journey. */
  historical: z.optional(z.literal(true)),
  /** Why the event counts for nothing; absent for those that count. */
  refused: z.optional(z.string()),
});

export const timelineItem = z.union([messageItem, eventItem]);

export const journeyShape = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  retired: z.boolean(),
  entry: z.string(),
});

export const quarantinedShape = z.object({
  channel: z.string(),
  at: instant,
  reason: z.string(),
  /** The address that it says it is from; unproved. */
  from: z.optional(z.string()),
  subject: z.optional(z.string()),
  bytes: z.optional(z.int()),
  /** The object in the bucket for received mail that keeps it. */
  kept: z.optional(z.string()),
});

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
  kind: z.enum(['earned', 'redeemed', 'expired', 'merged']),
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
