import { weekdays } from '../centre/opening-hours.ts';
import type { QuietHours } from './messaging.ts';
import { changeBetween, momentShowing, wallClock } from './wall-clock.ts';

const minute = 60_000;
const day = 86_400_000;

const timeOf = (text: string): number => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * minute;

/** Whether hours begin on a date. @param midnight as the clock shows it */
function beginOn({ days, dates }: QuietHours, midnight: number): boolean {
  if (!days && !dates) return true;
  const date = new Date(midnight);
  // Sunday is 0 there, and last in our list.
  const named = days?.includes(weekdays[(date.getUTCDay() + 6) % 7]!) ?? false;
  return named || (dates?.includes(date.toISOString().slice(0, 10)) ?? false);
}

/**
 * What the clock will show when the hours end that are under way by it, undefined when none are. Exact by what the
 * clock shows: an hour that comes twice in autumn is quiet twice or not at all, and one that is skipped is nobody's.
 */
function quietUntil(hours: QuietHours, shown: number): number | undefined {
  const [from, to] = [timeOf(hours.from), timeOf(hours.to)];
  const overMidnight = to <= from;
  const midnight = Math.floor(shown / day) * day;
  const time = shown - midnight;
  if (time >= from && (overMidnight || time < to) && beginOn(hours, midnight))
    return midnight + to + (overMidnight ? day : 0);
  return overMidnight && time < to && beginOn(hours, midnight - day) ? midnight + to : undefined;
}

/** Hours that keep a moment quiet somewhere. */
export interface Quiet {
  readonly hours: QuietHours;
  readonly zone: string;
  /** The first moment behind `at` at which these hours are over there, in milliseconds since 1970. */
  readonly until: number;
}

/** Which of the hours keep a moment quiet, the first found in any of the zones. @param at milliseconds since 1970 */
export function quietAt(all: readonly QuietHours[], zones: readonly string[], at: number): Quiet | undefined {
  for (const zone of zones) {
    const shown = wallClock(at, zone);
    for (const hours of all) {
      const ends = quietUntil(hours, shown);
      if (ends !== undefined) return { hours, zone, until: endOf(hours, zone, at, ends) };
    }
  }
  return undefined;
}

/** The end by the clock as a moment; a change of the clock may put it out of the hours before that. */
function endOf(hours: QuietHours, zone: string, at: number, ends: number): number {
  const until = momentShowing(ends, zone, at);
  const change = changeBetween(at, until, zone);
  return change !== undefined && quietUntil(hours, wallClock(change, zone)) === undefined ? change : until;
}
