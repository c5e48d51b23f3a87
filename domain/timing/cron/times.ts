import { momentShowing, wallClock } from '../wall-clock.ts';
import type { Cron } from './cron.ts';
import { lastDateOf } from './days.ts';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/**
 * When a cron expression comes in a zone, as EventBridge Scheduler has it: a time that clocks leap over in spring is
 * skipped, one that they show twice in autumn comes once, the first time. A date is milliseconds at its midnight as if its
 * clock hung in UTC.
 */
function* timesOf({ hours, minutes }: Cron, date: number, zone: string): Generator<number> {
  for (const each of hours.toReversed())
    for (const past of minutes.toReversed()) {
      const shown = date + each * hour + past * minute;
      const at = momentShowing(shown, zone, Number.NEGATIVE_INFINITY);
      if (wallClock(at, zone) === shown) yield at;
    }
}

function isOn({ months, years, isDay }: Cron, date: number): boolean {
  const at = new Date(date);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return years.includes(year) && months.includes(month) && isDay(year, month, at.getUTCDate());
}

/**
 * The last time that it came, in milliseconds since 1970; undefined where it did not in these days.
 * @param after milliseconds since 1970; a moment itself does not count
 * @param until milliseconds since 1970; a moment itself counts
 */
export function lastTime(cron: Cron, zone: string, after: number, until: number): number | undefined {
  const from = wallClock(after, zone) - day;
  for (let date = Math.floor(wallClock(until, zone) / day) * day; date >= from; date -= day) {
    if (!isOn(cron, date)) continue;
    for (const at of timesOf(cron, date, zone)) if (at > after && at <= until) return at;
  }
  return undefined;
}

/** Whether it will ever come behind a moment, in milliseconds since 1970. */
export function comesAfter(cron: Cron, zone: string, after: number): boolean {
  const begun = new Date(wallClock(after, zone));
  const today = begun.getUTCFullYear() * 12 + begun.getUTCMonth();
  for (const year of cron.years)
    for (const month of cron.months) {
      if (year * 12 + month - 1 < today) continue;
      for (let date = 1; date <= lastDateOf(year, month); date += 1) {
        if (!cron.isDay(year, month, date)) continue;
        for (const at of timesOf(cron, Date.UTC(year, month - 1, date), zone)) if (at > after) return true;
      }
    }
  return false;
}
