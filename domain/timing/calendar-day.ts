import { momentShowing } from './wall-clock.ts';

/** A calendar day as a number: days since 1970-01-01, whatever the zone in which it is lived. */
export type Day = number;

const day = 86_400_000;

/** So many days' beginnings are kept; one costs some 10 µs to find. */
const mostKept = 20_000;
const kept = new Map<string, number>();

/** The moment at which a day begins in a zone, in milliseconds since 1970; where its midnight is skipped, the moment of the skip. */
export function startOfDay(of: Day, zone: string): number {
  const key = `${of} ${zone}`;
  const found = kept.get(key);
  if (found !== undefined) return found;
  if (kept.size >= mostKept) kept.clear();
  const start = momentShowing(of * day, zone, Number.NEGATIVE_INFINITY);
  kept.set(key, start);
  return start;
}

/**
 * The day that it is in a zone at a moment: the last one that has begun. So days never run backwards, not even where a
 * clock is put back over midnight.
 */
export function dayAt(at: number, zone: string): Day {
  const inUtc = Math.floor(at / day);
  return [inUtc + 1, inUtc].find((each) => startOfDay(each, zone) <= at) ?? inUtc - 1;
}

/** As 2026-11-24. */
export const dateOf = (of: Day): string => new Date(of * day).toISOString().slice(0, 10);

/** The day of a date as 2026-11-24; undefined for one that no calendar has. */
export function dayOfDate(date: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  const of = at / day;
  return Number.isNaN(at) || dateOf(of) !== date ? undefined : of;
}
