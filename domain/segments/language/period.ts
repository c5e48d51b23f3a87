import * as z from 'zod/mini';
import { instant } from '../../../workflows/events/fields.ts';
import { dayOfDate, startOfDay } from '../../timing/calendar-day.ts';
import type { Stretch } from './memory/recollection.ts';
import { lastInWords, leavingOf, longestOf, reachOf, type Span, spanSchema } from './span.ts';

/** A day as 2026-11-24, by the person's calendar, or an instant with its offset. */
export const pointSchema = z.union([z.iso.date(), instant], {
  error: 'must be a date such as "2026-11-24", or a time such as "2026-11-24T09:00:00-05:00"',
});

/** Which of an event's times count: those in a window that ends now, those between two moments, or all. */
export const periodFields = {
  within: z.optional(spanSchema),
  since: z.optional(pointSchema),
  /** A day is counted to its end, an instant is not counted itself. */
  until: z.optional(pointSchema),
};

interface PeriodFields {
  readonly within?: Span | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export const onePeriod = z.refine<PeriodFields>(
  ({ within, since, until }) => within === undefined || (since === undefined && until === undefined),
  'has both "within" and "since" or "until"; keep one of them',
);

export type Period =
  | { readonly within: Span }
  | { readonly since?: string | undefined; readonly until?: string | undefined };

export const periodOf = ({ within, since, until }: PeriodFields): Period =>
  within ? { within } : { since, until };

const day = 86_400_000;
const quarter = 15 * 60_000;

const isDate = (point: string): boolean => dayOfDate(point) !== undefined;

/** Whether the person's zone decides what counts. */
export const isZoned = (period: Period): boolean =>
  'within' in period
    ? period.within.days !== undefined
    : [period.since, period.until].some((point) => point !== undefined && isDate(point));

/** When a point begins, or, for a day, when it is over. */
export const beginningOf = (point: string, zone: string): number => {
  const of = dayOfDate(point);
  return of === undefined ? Date.parse(point) : startOfDay(of, zone);
};
export const endOf = (point: string, zone: string): number => {
  const of = dayOfDate(point);
  return of === undefined ? Date.parse(point) : startOfDay(of + 1, zone);
};

/** From which moment on, and before which, an event counts at `at`. */
export function boundsOf(period: Period, at: number, zone: string): readonly [from: number, before: number] {
  if ('within' in period) return [reachOf(period.within, at, zone), Number.POSITIVE_INFINITY];
  const { since, until } = period;
  return [
    since === undefined ? Number.NEGATIVE_INFINITY : beginningOf(since, zone),
    until === undefined ? Number.POSITIVE_INFINITY : endOf(until, zone),
  ];
}

/** When a stretch that counts will count no more; undefined means never. */
export const expiryOf = (period: Period, [at]: Stretch, zone: string): number | undefined =>
  'within' in period ? leavingOf(period.within, at, zone) : undefined;

interface Bucketing {
  /** Before which moment nothing has to be kept any more. */
  keptFrom(now: number): number;
  /** Whether a moment can count in any zone. */
  takes(at: number): boolean;
  /** Moments of one bucket need not be told apart. */
  of(at: number): number;
}

/**
 * Which moments of a period need to be told apart, whatever zone its days are counted in. A day begins up to 14 hours
 * before and 12 hours after it does in UTC: only that close to the ends of a period does the zone decide.
 */
export function bucketing(period: Period): Bucketing {
  if ('within' in period) {
    const { within } = period;
    return {
      keptFrom: (now) => now - longestOf(within),
      takes: () => true,
      of: within.days === undefined ? (at) => at : (at) => Math.floor(at / quarter),
    };
  }
  const [since, until] = boundsOf(period, 0, 'UTC');
  const [first, surelyFrom] = unsure(period.since, since);
  const [surelyBefore, last] = unsure(period.until, until);
  return {
    keptFrom: () => Number.NEGATIVE_INFINITY,
    takes: (at) => at >= first && at < last,
    of: (at) => (at >= surelyFrom && at < surelyBefore ? Number.POSITIVE_INFINITY : Math.floor(at / quarter)),
  };
}

const unsure = (point: string | undefined, at: number): readonly [number, number] =>
  point !== undefined && isDate(point) ? [at - day, at + day] : [at, at];

const moment = (point: string): string => (isDate(point) ? point : new Date(point).toISOString());

/** As ` in the last 90 days` or ` since 2026-01-01 until 2026-06-30`; nothing for ever. */
export function periodInWords(period: Period): string {
  if ('within' in period) return ` ${lastInWords(period.within)}`;
  const { since, until } = period;
  return `${since === undefined ? '' : ` since ${moment(since)}`}${until === undefined ? '' : ` until ${moment(until)}`}`;
}
