import { quote } from '../../../workflows/sentences.ts';
import { type Day, readDayOfMonth, readDayOfWeek } from './days.ts';
import { type Fault, type Field, isFault, readNumbers } from './numbers.ts';

/** What a cron expression says, by the clock that it is read from. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly isDay: Day;
}

const minutesField: Field = { least: 0, most: 59, example: '0, 0,30 or 0/15' };
const hoursField: Field = { least: 0, most: 23, example: '9, 9-17 or 8,20' };
const monthsField: Field = {
  least: 1,
  most: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  example: '*, 12 or MAR-OCT',
};
const yearsField: Field = { least: 1970, most: 2199, example: '*, 2027 or 2027-2029' };

const sixFields = 'minutes, hours, day of month, month, day of week, year';

/**
 * Reads the six fields of EventBridge Scheduler's cron, or says what is wrong with which. It takes what the guide describes:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function readCron(text: string): Cron | Fault {
  const other = otherForm(text);
  if (other) return other;
  const fields = text.split(' ');
  if (fields.length !== 6) return { fault: miscounted(fields.length) };
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const minutes = inField('minutes', readNumbers(minute, minutesField));
  if (isFault(minutes)) return minutes;
  const hours = inField('hours', readNumbers(hour, hoursField));
  if (isFault(hours)) return hours;
  const isDay = readDays(dayOfMonth, dayOfWeek);
  if (isFault(isDay)) return isDay;
  const months = inField('month', readNumbers(month, monthsField));
  if (isFault(months)) return months;
  const years = inField('year', readNumbers(year, yearsField));
  if (isFault(years)) return years;
  return { minutes, hours, months, years, isDay };
}

const inField = <T>(name: string, read: T | Fault): T | Fault =>
  isFault(read) ? { fault: `${name}: ${read.fault}` } : read;

function readDays(dayOfMonth: string, dayOfWeek: string): Day | Fault {
  if (dayOfMonth === '?' && dayOfWeek !== '?') return inField('day of week', readDayOfWeek(dayOfWeek));
  if (dayOfWeek === '?' && dayOfMonth !== '?') return inField('day of month', readDayOfMonth(dayOfMonth));
  return {
    fault: `day of month and day of week: are ${quote(dayOfMonth)} and ${quote(dayOfWeek)}; one of them must be "?", the other not, as 0 9 1 * ? * or 0 9 ? * MON *`,
  };
}

/** What else people write who know another scheduler, or this one's whole expressions. */
function otherForm(text: string): Fault | undefined {
  const [, kind] = /^(rate|cron|at)\(/.exec(text) ?? [];
  if (kind === 'rate')
    return {
      fault: `${quote(text)} is a rate; say the times of the clock, as 0 9 * * ? * (every day at 9:00) or 0/15 * * * ? * (every 15 minutes)`,
    };
  if (kind === 'at')
    return { fault: `${quote(text)} is a single time; what recurs has the six fields ${sixFields}` };
  if (kind === 'cron') return { fault: `leave out "cron(" and ")", as 0 9 ? * MON *` };
  if (text.startsWith('@'))
    return { fault: `${quote(text)} has no meaning here; write the six fields ${sixFields}, as 0 9 * * ? *` };
  return undefined;
}

const miscounted = (count: number): string =>
  count === 5
    ? `has five fields, as Unix has; there are six, the last of them the year: ${sixFields}, as 0 9 ? * MON *`
    : `must be the six fields ${sixFields}, with one space between them, as 0 9 ? * MON *`;
