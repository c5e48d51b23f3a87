import type { Temporal } from 'temporal-polyfill';
import { weekdays } from '../centre/opening-hours.ts';
import type { QuietHours } from './messaging.ts';
import { momentShowing, nextChange, wallClock } from './wall-clock.ts';

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether hours begin on a date. */
function beginOn({ days, dates }: QuietHours, date: Temporal.PlainDate): boolean {
  if (!days && !dates) return true;
  const named = days?.includes(weekdays[date.dayOfWeek - 1]!) ?? false;
  return named || (dates?.includes(date.toString()) ?? false);
}

/**
 * When the hours end that are under way by this clock, undefined when none are. Exact by what the clock shows: an hour
 * that comes twice in autumn is quiet twice or not at all, and one that is skipped is nobody's.
 */
function quietUntil(hours: QuietHours, wall: Temporal.PlainDateTime): Temporal.PlainDateTime | undefined {
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  const overMidnight = to <= from;
  const minute = wall.hour * 60 + wall.minute;
  const sinceToday = minute >= from && (overMidnight || minute < to);
  const sinceYesterday = overMidnight && minute < to;
  if (!sinceToday && !sinceYesterday) return undefined;
  const today = wall.toPlainDate();
  const at = (date: Temporal.PlainDate) => date.toPlainDateTime().add({ minutes: to });
  if (sinceToday && beginOn(hours, today)) return at(overMidnight ? today.add({ days: 1 }) : today);
  return sinceYesterday && beginOn(hours, today.subtract({ days: 1 })) ? at(today) : undefined;
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
    const wall = wallClock(at, zone);
    for (const hours of all) {
      const ends = quietUntil(hours, wall);
      if (ends) return { hours, zone, until: endOf(hours, zone, at, ends) };
    }
  }
  return undefined;
}

/** The end by the clock as a moment; a change of the clock may put it out of the hours before that. */
function endOf(hours: QuietHours, zone: string, at: number, ends: Temporal.PlainDateTime): number {
  const until = momentShowing(ends, zone, at);
  for (
    let change = nextChange(at, zone);
    change !== undefined && change < until;
    change = nextChange(change, zone)
  )
    if (!quietUntil(hours, wallClock(change, zone))) return change;
  return until;
}
