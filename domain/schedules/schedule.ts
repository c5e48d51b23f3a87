import * as z from 'zod/mini';
import { testSchema } from '../../workflows/event-filter.ts';
import { timezone } from '../../workflows/events/fields.ts';
import { campaignIdForm } from '../campaigns/names.ts';
import { isPersonId } from '../ids.ts';
import { audienceShards, scheduleKey } from '../records.ts';
import type { Item } from '../table.ts';
import { cronSchema } from '../timing/cron/cron-schema.ts';
import { firstZone } from '../timing/first-zone.ts';
import { isCalendarDuration, isWallTime } from './calendar.ts';

const id = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits or dashes'));

const time = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 09:00'));

const calendarDuration = (sign: RegExp, remedy: string) =>
  z.string().check(z.refine((text) => sign.test(text) && isCalendarDuration(text), remedy));

/** Whose clock a moment is read from: a zone's, or each person's own. */
const zone = z.union([z.literal('person'), timezone], {
  error: 'must be an IANA time zone such as America/New_York, or "person" for each person’s own',
});

const who = z.union(
  [
    z.strictObject({
      person: z
        .string()
        .check(z.refine(isPersonId, 'must be a person id (per_…), as GET /v1/people/{id} tells it')),
    }),
    z.strictObject({ segment: id }),
    z.strictObject({ everyone: z.literal(true) }),
  ],
  { error: 'must be {"person": "per_…"}, {"segment": "…"} or {"everyone": true}' },
);

const once = z.strictObject({
  kind: z.literal('once'),
  at: z
    .string()
    .check(
      z.refine(
        isWallTime,
        'must be a date and time of the clock such as 2026-12-01T09:00, without an offset',
      ),
    ),
  zone,
});

const recurring = z.strictObject({
  kind: z.literal('recurring'),
  cron: cronSchema,
  zone,
});

const onTrait = z.strictObject({
  kind: z.literal('trait'),
  /** The trait that holds a date, as 1980-02-29; a dotted path leads further in. */
  trait: z.string().check(z.minLength(1), z.maxLength(200)),
  every: z.enum(['year', 'once']),
  offset: z.optional(
    calendarDuration(/^-?P/, 'must be an ISO 8601 duration of days, weeks, months or years, as P3D or -P7D'),
  ),
  time,
});

const afterEvent = z.strictObject({
  kind: z.literal('event'),
  event: z.string().check(z.minLength(1), z.maxLength(256)),
  where: z.optional(z.record(z.string(), testSchema)),
  after: calendarDuration(/^P/, 'must be an ISO 8601 duration of days, weeks, months or years, as P6M'),
  /** The time of the person's clock on that day; that of the event if left out. */
  time: z.optional(time),
});

const when = z.discriminatedUnion('kind', [once, recurring, onTrait, afterEvent], {
  error: 'must have a kind out of once, recurring, trait and event, with what belongs to it',
});

/** What its owner says of a schedule. */
export const draftShape = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  who,
  when,
  /** What each of its events tells besides; small. */
  data: z.optional(z.record(z.string(), z.unknown())),
  /** The campaign that it belongs to, with which it is deleted. */
  campaign: z.optional(z.string().check(z.regex(campaignIdForm, 'must be a campaign’s id (cmp_…)'))),
});

export const scheduleId = id;

export type Draft = Readonly<z.output<typeof draftShape>>;
type Once = Readonly<z.output<typeof once>>;
type Recurring = Readonly<z.output<typeof recurring>>;
export type TraitDate = Readonly<z.output<typeof onTrait>>;
export type AfterEvent = Readonly<z.output<typeof afterEvent>>;

/** A schedule as it is kept. */
export interface Schedule extends Draft, Item {
  readonly id: string;
  readonly paused: boolean;
  /** Another one with each change. */
  readonly version: string;
  /** Another one with each change of who or when: what was planned by an older one does not count. */
  readonly revision: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly changedAt: string;
}

/** One whose moment each person's own date or events decide. */
export type Relative = Schedule & { readonly when: TraitDate | AfterEvent };

export const isTimed = (schedule: Schedule): schedule is Timed =>
  schedule.when.kind === 'once' || schedule.when.kind === 'recurring';

export const isRelative = (schedule: Schedule): schedule is Relative =>
  schedule.when.kind === 'trait' || schedule.when.kind === 'event';

export const keyOf = ({ id, when }: Pick<Schedule, 'id' | 'when'>) =>
  scheduleKey(when.kind === 'trait' || when.kind === 'event' ? 'relative' : 'timed', id);

/** One whose moments the calendar decides, by a zone's clock or each person's. */
export type Timed = Schedule & { readonly when: Once | Recurring };

/** The zone whose clock fires a timed schedule: where each person's counts, the one that shows a time first. */
export const clockZone = ({ when }: Pick<Timed, 'when'>): string =>
  when.zone === 'person' ? firstZone : when.zone;

/** One person's shard, or all. */
export const shardsOf = ({ who }: Pick<Schedule, 'who'>): readonly string[] =>
  'person' in who ? [who.person.slice(-1)] : audienceShards;
