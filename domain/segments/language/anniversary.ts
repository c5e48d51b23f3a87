import { type Day, dateOf } from '../../timing/calendar-day.ts';

/** A date, an instant (of which its own date counts), or a day without a year as `--05-14`. */
const pattern = /^(?:\d{4}|-)-(\d\d)-(\d\d)(?:T.*)?$/;

const day = 86_400_000;

function dayIn(year: number, month: number, date: number): Day {
  const at = new Date(Date.UTC(year, month - 1, date));
  // Who was born on 29 February celebrates on the 28th in other years.
  return (at.getUTCMonth() === month - 1 ? at.getTime() : Date.UTC(year, month, 0)) / day;
}

/** The days on which a value's date comes round in last year, this one and the two to come; none for what is no date. */
export function anniversariesAround(value: unknown, today: Day): readonly Day[] {
  const [, month = '', date = ''] = typeof value === 'string' ? (pattern.exec(value) ?? []) : [];
  const [m, d] = [Number(month), Number(date)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return [];
  const year = Number(dateOf(today).slice(0, 4));
  return [-1, 0, 1, 2].map((ahead) => dayIn(year + ahead, m, d));
}
