import {
  type DayOfMonth,
  type DayOfWeek,
  parseDayOfMonth,
  parseDayOfWeek,
  parseField,
} from './cron-fields.ts';
import type { Expression } from './expression.ts';
import { instantOf, wallTimeAt } from './zone.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const LAST_YEAR = 2199;
/** Clocks are never set back by more; so far before a wall time another instant may show it. */
const LARGEST_OVERLAP_MINUTES = 180;

interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly matchesDay: (year: number, month: number, day: number) => boolean;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
}

/**
 * Reads the six fields of AWS's cron: minutes, hours, day of month, month, day of week, year; one of the two day
 * fields is `?`. A time that does not exist in spring is skipped, one that happens twice in autumn fires once.
 */
export function parseCron(text: string, zone: string): Expression | undefined {
  const cron = fieldsOf(text);
  return cron && { once: false, next: (after) => nextOf(cron, after, zone) };
}

function fieldsOf(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const minutes = parseField(minute, { least: 0, most: 59 });
  const hours = parseField(hour, { least: 0, most: 23 });
  const months = parseField(month, { least: 1, most: 12, names: MONTHS });
  const years = parseField(year, { least: 1970, most: LAST_YEAR });
  const matchesDay: DayOfMonth | DayOfWeek | undefined =
    dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth) : parseDayOfWeek(dayOfWeek);
  if (!minutes || !hours || !months || !years || !matchesDay) return undefined;
  return { minutes, hours, matchesDay, months: new Set(months), years: new Set(years) };
}

function nextOf(cron: Cron, after: number, zone: string): number | undefined {
  const start = wallTimeAt(after, zone);
  const startMinute = start.hour * 60 + start.minute;
  let earliest = startMinute - LARGEST_OVERLAP_MINUTES;
  let { year, month, day } = start;
  while (year <= LAST_YEAR) {
    if (!cron.years.has(year)) {
      [year, month, day] = [year + 1, 1, 1];
    } else if (!cron.months.has(month) || day > daysIn(year, month)) {
      [year, month, day] = month === 12 ? [year + 1, 1, 1] : [year, month + 1, 1];
    } else {
      const due = cron.matchesDay(year, month, day)
        ? firstOf(cron, { year, month, day }, earliest, after, zone)
        : undefined;
      if (due !== undefined) return due;
      day += 1;
    }
    earliest = 0;
  }
  return undefined;
}

/** The first due time of a day that is after `after`, of those not before the minute `earliest`. */
function firstOf(
  cron: Cron,
  date: { readonly year: number; readonly month: number; readonly day: number },
  earliest: number,
  after: number,
  zone: string,
): number | undefined {
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      if (hour * 60 + minute < earliest) continue;
      const due = instantOf({ ...date, hour, minute, second: 0 }, zone);
      if (due !== undefined && due > after) return due;
    }
  }
  return undefined;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
