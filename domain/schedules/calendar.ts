import { momentShowing, wallClock } from '../timing/wall-clock.ts';

/**
 * Arithmetic with dates as people count them. A date is the number of milliseconds at its midnight as if its clock hung in
 * UTC, so that no clock change can touch it.
 */

const day = 86_400_000;
const minute = 60_000;

const durations = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** Whether a text is an ISO 8601 duration of years, months, weeks and days, up to a hundred years. */
export const isCalendarDuration = (text: string): boolean => {
  const [, , ...counts] = durations.exec(text) ?? [];
  return counts.length > 0 && counts.every((count = '0') => Number(count) <= 36_525);
};

export const midnightOf = (shown: number): number => Math.floor(shown / day) * day;

/** Milliseconds since midnight of a time such as 09:00. */
export const timeOfDay = (time: string): number => {
  const [hour = 0, minutes = 0] = time.split(':').map(Number);
  return (hour * 60 + minutes) * minute;
};

/** A date of the calendar; one that the month does not have is its last, as 28 February for the 29th. Months from 1. */
export function dateOf(year: number, month: number, date: number): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(date, last));
}

/**
 * A date so much later, or earlier: first the years and months, to the same day of the month or its last one (P6M after 31
 * August is 28 or 29 February), then the weeks and days.
 */
export function plus(date: number, duration: string): number {
  const [, sign = '', ...counts] = durations.exec(duration) ?? [];
  const [years = 0, months = 0, weeks = 0, days = 0] = counts.map(
    (count = '0') => (sign === '-' ? -1 : 1) * Number(count),
  );
  const from = new Date(date);
  const monthsFrom0 = from.getUTCFullYear() * 12 + from.getUTCMonth() + years * 12 + months;
  const year = Math.floor(monthsFrom0 / 12);
  return dateOf(year, monthsFrom0 - year * 12 + 1, from.getUTCDate()) + (weeks * 7 + days) * day;
}

/** The date that a trait tells, as 1980-02-29 or with a time behind it; undefined for what is none. */
export function readDate(value: unknown): { year: number; month: number; date: number } | undefined {
  const [, year = 0, month = 0, date = 0] =
    (typeof value === 'string' && /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/.exec(value)?.map(Number)) || [];
  const exists =
    month >= 1 && month <= 12 && date >= 1 && new Date(dateOf(year, month, date)).getUTCDate() === date;
  return exists ? { year, month, date } : undefined;
}

const wallTimes = /^(\d{4}-\d\d-\d\d)T(([01]\d|2[0-3]):[0-5]\d)$/;

export const isWallTime = (text: string): boolean => readDate(wallTimes.exec(text)?.[1]) !== undefined;

/** What a clock shows at such a time, as `wall-clock.ts` counts. */
export const shownAt = (wallTime: string): number => Date.parse(`${wallTime}:00Z`);

/** The moment at which the clock in a zone shows a time for the first time; that of the clock change that skips it. */
export const momentOf = (shown: number, zone: string): number =>
  momentShowing(shown, zone, Number.NEGATIVE_INFINITY);

/** What a zone's clock shows at a moment. */
export const shownIn = (at: string, zone: string): number => wallClock(Date.parse(at), zone);
