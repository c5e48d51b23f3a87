import { quote } from '../../../workflows/sentences.ts';
import { type Fault, type Field, isFault, readNumbers, readValue } from './numbers.ts';

/** Whether a cron expression means a date. Months are 1 to 12. */
export type Day = (year: number, month: number, date: number) => boolean;

const monthDays: Field = { least: 1, most: 31, example: '1, 1,15, 1-7, L for the last day or 15W' };

const weekDays: Field = {
  least: 1,
  most: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  example: 'MON, MON-FRI, 6L for the last Friday or 3#2 for the second Tuesday (1 is Sunday)',
};

export const lastDateOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 (Sunday) to 7, as AWS counts them. */
const weekdayOf = (year: number, month: number, date: number): number =>
  new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 1;

/** Numbers, and `L` (the last day), `LW` (the last working day), `15W` (the working day nearest to the 15th). */
export function readDayOfMonth(text: string): Day | Fault {
  if (text === 'L') return (year, month, date) => date === lastDateOf(year, month);
  const [, near] = /^(.*)W$/.exec(text) ?? [];
  if (near !== undefined) return nearestWorkingDay(near);
  if (text.includes('L')) return { fault: `${quote(text)}: L stands alone, or with W as LW` };
  const dates = readNumbers(text, monthDays);
  return isFault(dates) ? dates : (_year, _month, date) => dates.includes(date);
}

function nearestWorkingDay(near: string): Day | Fault {
  if (near === 'L')
    return (year, month, date) => {
      const last = lastDateOf(year, month);
      return date === workingDay(year, month, last);
    };
  const wanted = readValue(near, monthDays);
  if (isFault(wanted)) return { fault: `W stands behind one day of the month, as 15W, or behind L` };
  return (year, month, date) => date === workingDay(year, month, Math.min(wanted, lastDateOf(year, month)));
}

/** The working day nearest to a date, within its month. */
function workingDay(year: number, month: number, date: number): number {
  const weekday = weekdayOf(year, month, date);
  if (weekday === 7) return date > 1 ? date - 1 : date + 2;
  if (weekday === 1) return date < lastDateOf(year, month) ? date + 1 : date - 2;
  return date;
}

/** Numbers and names, and `L` (Saturday), `6L` (the month's last Friday), `3#2` (its second Tuesday). */
export function readDayOfWeek(text: string): Day | Fault {
  if (text.includes('#')) return nthOfMonth(text);
  const [, last] = /^(.+)L$/.exec(text) ?? [];
  if (last !== undefined) {
    const wanted = readValue(last, weekDays);
    return isFault(wanted)
      ? { fault: `${quote(text)}: L stands alone or behind one day of the week, as 6L or FRIL` }
      : (year, month, date) => weekdayOf(year, month, date) === wanted && date + 7 > lastDateOf(year, month);
  }
  if (text.endsWith('W')) return { fault: `${quote(text)}: W belongs to the day of the month, as 15W` };
  const days = text === 'L' ? [7] : readNumbers(text, weekDays);
  return isFault(days) ? days : (year, month, date) => days.includes(weekdayOf(year, month, date));
}

function nthOfMonth(text: string): Day | Fault {
  const [, name = '', nth = ''] = /^(\w+)#(\d+)$/.exec(text) ?? [];
  const wanted = readValue(name, weekDays);
  const times = Number(nth);
  return isFault(wanted) || times < 1 || times > 5
    ? { fault: `${quote(text)}: # stands between one day of the week and 1 to 5, as 3#2 or TUE#2` }
    : (year, month, date) => weekdayOf(year, month, date) === wanted && Math.ceil(date / 7) === times;
}
