interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Names of the values from `least` on. */
  readonly names?: readonly string[];
}

/** Whether a date is due. Months are 1 to 12. */
export type DayOfMonth = (year: number, month: number, day: number) => boolean;
export type DayOfWeek = DayOfMonth;

const WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const weekBounds: Bounds = { least: 1, most: 7, names: WEEK };

/** Values of a field with `*`, lists, ranges and steps, ascending; undefined for text that is none. */
export function parseField(text: string, bounds: Bounds): number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = parseRange(part, bounds);
    if (!range) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function parseRange(part: string, bounds: Bounds): { from: number; to: number; step: number } | undefined {
  const [, span = '', every] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const step = every === undefined ? 1 : Number(every);
  if (span === '' || step < 1) return undefined;
  if (span === '*') return { from: bounds.least, to: bounds.most, step };
  const [first = '', last, ...others] = span.split('-');
  const from = fieldValue(first, bounds);
  const to = last === undefined ? (every === undefined ? from : bounds.most) : fieldValue(last, bounds);
  if (from === undefined || to === undefined || to < from || others.length > 0) return undefined;
  return { from, to, step };
}

function fieldValue(text: string, { least, most, names = [] }: Bounds): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 (Sunday) to 7. */
const weekday = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** As other fields, and `L` (the last day), `LW` (the last working day), `15W` (the working day nearest to the 15th). */
export function parseDayOfMonth(text: string): DayOfMonth | undefined {
  if (text === 'L') return (year, month, day) => day === lastDay(year, month);
  const near = /^(L|\d{1,2})W$/.exec(text)?.[1];
  if (near !== undefined) {
    if (near !== 'L' && fieldValue(near, { least: 1, most: 31 }) === undefined) return undefined;
    return (year, month, day) => {
      const last = lastDay(year, month);
      return day === workingDay(year, month, near === 'L' ? last : Math.min(Number(near), last), last);
    };
  }
  const days = parseField(text, { least: 1, most: 31 });
  return days && ((_year, _month, day) => days.includes(day));
}

/** The working day nearest to a date, within its month. */
function workingDay(year: number, month: number, day: number, last: number): number {
  const on = weekday(year, month, day);
  if (on === 7) return day > 1 ? day - 1 : day + 2;
  if (on === 1) return day < last ? day + 1 : day - 2;
  return day;
}

/** As other fields, and `L` (Saturday), `6L` (the month's last Friday), `3#2` (its second Tuesday). */
export function parseDayOfWeek(text: string): DayOfWeek | undefined {
  const [, last] = /^(\w+)L$/.exec(text) ?? [];
  if (last !== undefined) {
    const wanted = fieldValue(last, weekBounds);
    return wanted === undefined
      ? undefined
      : (year, month, day) => weekday(year, month, day) === wanted && day + 7 > lastDay(year, month);
  }
  const [, name, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (name !== undefined) {
    const wanted = fieldValue(name, weekBounds);
    return wanted === undefined
      ? undefined
      : (year, month, day) => weekday(year, month, day) === wanted && Math.ceil(day / 7) === Number(nth);
  }
  const days = text === 'L' ? [7] : parseField(text, weekBounds);
  return days && ((year, month, day) => days.includes(weekday(year, month, day)));
}
