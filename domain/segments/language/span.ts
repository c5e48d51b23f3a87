import * as z from 'zod/mini';
import { dayAt, startOfDay } from '../../timing/calendar-day.ts';
import { plural } from './words.ts';

const hour = 3_600_000;

/** Three years: what lies further back is asked with `since`, or without a window. */
const mostDays = 1_100;

const count = z.int().check(z.minimum(0), z.maximum(mostDays * 24));

/**
 * How far a condition looks from now. Days are the calendar's, in the person's own zone: `{days: 30}` is today and the
 * thirty days before it, so what happened 30 × 24 hours ago always counts. Hours are hours.
 */
export const spanSchema = z.strictObject({ days: z.optional(count), hours: z.optional(count) }).check(
  z.refine(
    ({ days, hours }) => (days === undefined) !== (hours === undefined),
    'must be {"days": 30} or {"hours": 48}, one of them',
  ),
  z.refine(({ days = 0 }) => days <= mostDays, `must be at most ${mostDays} days; use "since" for more`),
);

export type Span = z.output<typeof spanSchema>;

/** The earliest moment that is not further back than a span. All moments in milliseconds since 1970. */
export const reachOf = ({ days, hours = 0 }: Span, at: number, zone: string): number =>
  days === undefined ? at - hours * hour : startOfDay(dayAt(at, zone) - days, zone);

/** The first moment at which what happened at `then` lies further back than a span. */
export const leavingOf = ({ days, hours = 0 }: Span, then: number, zone: string): number =>
  days === undefined ? then + hours * hour + 1 : startOfDay(dayAt(then, zone) + days + 1, zone);

/** Whether a moment up to `at` lies no further back than a span. */
export const isWithin = (span: Span, then: number, at: number, zone: string): boolean =>
  then >= reachOf(span, at, zone);

/** How long a span is at the very most, whatever the zone and whether it changes: two days more, for days. In milliseconds. */
export const longestOf = ({ days, hours = 0 }: Span): number =>
  days === undefined ? hours * hour : (days + 3) * 24 * hour;

export const spanInWords = ({ days, hours }: Span): string =>
  days === undefined ? plural(hours ?? 0, 'hour') : plural(days, 'day');

/** As `in the last 30 days`. */
export const lastInWords = (span: Span): string =>
  span.days === 0 ? 'today' : `in the last ${spanInWords(span)}`;
