import * as z from 'zod/mini';
import { type Model, models } from '../../domain/reports/attribution/models.ts';
import { businessDay } from '../../domain/reports/business-day.ts';
import type { Days } from '../../domain/reports/cell.ts';
import type { RecountRecord } from '../../domain/reports/recount/recounts.ts';
import { Problem } from '../shared/http/problem.ts';

/** Of this century: nothing was counted before, and sums of dates past the year 9999 are no dates of four digits. */
const century = z.regex(/^20/, 'must be of the years 2000 to 2099');

const day = z.iso.date('must be a day such as 2026-11-24').check(century);

/** Of which days: `from` is in, `to` is not. */
export const daysAsked = { from: z.optional(day), to: z.optional(day) };

export const modelAsked = z._default(z.enum(models as [Model, ...Model[]]), 'last');

export const daysShape = { from: z.string(), to: z.string() };

const count = z.int();
/** To the thousandth, since an outcome may be owed to several. */
const share = z.number();

export const outcomesShape = z.object({
  claimed: share,
  booked: share,
  completed: share,
  redeemed: share,
  reviewed: share,
  referred: share,
  revenue: z.number(),
});

export const measuresShape = z.extend(outcomesShape, {
  sent: count,
  delivered: count,
  opened: count,
  clicked: count,
  openedByMachine: count,
  bounced: count,
  complained: count,
  replied: count,
  unsubscribed: count,
  held: count,
  skipped: count,
  skippedBecause: z.record(z.string(), count),
  failed: count,
  unknown: count,
  reviews: count,
  stars: z.nullable(z.number()),
  pointsEarned: count,
  pointsRedeemed: count,
});

/** The columns of measures in a table. */
export const measureColumns = Object.keys(measuresShape.shape);

export const outcomeColumns = Object.keys(outcomesShape.shape);

const dayLength = 86_400_000;

/** What one report may be about. */
const mostDays = 366;

/** What is told where nobody says which days: the last thirty, today among them. */
const usualDays = 30;

const shifted = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * dayLength).toISOString().slice(0, 10);

/** The days that a report is asked of, by the business's calendar. @throws Problem 400 for none, or for more than 366 */
export function daysOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
  now: Date,
): Days {
  const end = to ?? shifted(businessDay(now.toISOString(), zone), 1);
  const days = { from: from ?? shifted(end, -usualDays), to: end };
  const length = (Date.parse(days.to) - Date.parse(days.from)) / dayLength;
  if (length <= 0)
    throw new Problem(400, `to: ${days.to} must be a day after from, which is ${days.from}`, { field: 'to' });
  if (length > mostDays)
    throw new Problem(
      400,
      `from: ${days.from} to ${days.to} is ${length} days; a report has ${mostDays} at most`,
      {
        field: 'from',
      },
    );
  return days;
}

export const month = z
  .string()
  .check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11, of the years 2000 to 2099'));

/** What one report by months may be about. */
export const mostMonths = 24;

/** The month so many months later. */
export const monthAfter = (text: string, months = 1): string => {
  const [year = 0, ordinal = 1] = text.split('-').map(Number);
  return new Date(Date.UTC(year, ordinal - 1 + months)).toISOString().slice(0, 7);
};

export const spendShape = z.object({
  month: z.string(),
  channel: z.string(),
  network: z.optional(z.string()),
  amount: z.number(),
  at: z.string(),
  by: z.string(),
});

/** A recount: under way, or what it found. */
export const recountShape = z.object({
  id: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  correct: z.boolean(),
  by: z.string(),
  begunAt: z.string(),
  pass: z.enum(['read', 'late', 'sum', 'compare']),
  round: z.int(),
  endedAt: z.optional(z.string()),
  cause: z.optional(z.string()),
  people: z.optional(z.int()),
  outcomes: z.optional(z.int()),
  counters: z.optional(z.int()),
  differences: z.optional(z.int()),
  left: z.optional(z.int()),
  examples: z.optional(
    z.array(
      z.object({
        partition: z.string(),
        cell: z.string(),
        counter: z.string(),
        counted: z.int(),
        recounted: z.int(),
      }),
    ),
  ),
});

export const recountShown = ({
  pk: _,
  sk: __,
  from: ___,
  until: ____,
  examples,
  ...told
}: RecountRecord): z.output<typeof recountShape> => ({
  ...told,
  ...(examples && { examples: [...examples] }),
});
