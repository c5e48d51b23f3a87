import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { parseExpression } from '../../../local/services/scheduler/expression.ts';

/** A field as text, with what it means told independently of the reader. */
interface Field<T> {
  readonly text: string;
  readonly holds: (value: T) => boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function numbers(least: number, most: number, names?: readonly string[]): fc.Arbitrary<Field<number>> {
  const value = fc.integer({ min: least, max: most });
  const shown = (each: number, named: boolean) => (named && names ? names[each - least]! : String(each));
  const range = fc.tuple(value, value, fc.boolean()).map(([a, b, named]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    return {
      text: `${shown(from, named)}-${shown(to, named)}`,
      holds: (each: number) => each >= from && each <= to,
    };
  });
  const steps = fc.tuple(value, fc.integer({ min: 1, max: 20 })).map(([from, step]) => ({
    text: `${from}/${step}`,
    holds: (each: number) => each >= from && (each - from) % step === 0,
  }));
  const list = fc
    .tuple(fc.uniqueArray(value, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([values, named]) => ({
      text: values.map((each) => shown(each, named)).join(','),
      holds: (each: number) => values.includes(each),
    }));
  return fc.oneof(fc.constant({ text: '*', holds: () => true }), range, steps, list);
}

type Day = Field<Temporal.PlainDate>;

/** 1 (Sunday) to 7, where Temporal has 1 (Monday) to 7. */
const weekday = (date: Temporal.PlainDate) => (date.dayOfWeek % 7) + 1;

const isWorking = (date: Temporal.PlainDate) => date.dayOfWeek <= 5;

/** The working day that is nearest to a day of the month, looked for outwards from it. */
function nearest(date: Temporal.PlainDate, wanted: number): boolean {
  const target = date.with({ day: Math.min(wanted, date.daysInMonth) });
  for (const days of [0, -1, 1, -2, 2]) {
    const candidate = target.add({ days });
    if (candidate.month === target.month && isWorking(candidate)) return candidate.equals(date);
  }
  return false;
}

const inMonth: fc.Arbitrary<Day> = fc.oneof(
  numbers(1, 31).map(({ text, holds }) => ({ text, holds: (date: Temporal.PlainDate) => holds(date.day) })),
  fc.constant({ text: 'L', holds: (date: Temporal.PlainDate) => date.day === date.daysInMonth }),
  fc.constant({ text: 'LW', holds: (date: Temporal.PlainDate) => nearest(date, 31) }),
  fc.integer({ min: 1, max: 28 }).map((day) => ({
    text: `${day}W`,
    holds: (date: Temporal.PlainDate) => nearest(date, day),
  })),
);

const inWeek: fc.Arbitrary<Day> = fc.oneof(
  numbers(1, 7, WEEK).map(({ text, holds }) => ({
    text,
    holds: (date: Temporal.PlainDate) => holds(weekday(date)),
  })),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).map(([day, nth]) => ({
    text: `${day}#${nth}`,
    holds: (date: Temporal.PlainDate) =>
      weekday(date) === day &&
      date.subtract({ weeks: nth - 1 }).month === date.month &&
      date.day > 7 * (nth - 1) &&
      date.day <= 7 * nth,
  })),
  fc.integer({ min: 1, max: 7 }).map((day) => ({
    text: `${WEEK[day - 1]}L`,
    holds: (date: Temporal.PlainDate) => weekday(date) === day && date.add({ weeks: 1 }).month !== date.month,
  })),
);

const crons = fc
  .record({
    minute: numbers(0, 59),
    hour: numbers(0, 23),
    day: fc.oneof(
      inMonth.map((each) => ({ inMonth: each.text, inWeek: '?', holds: each.holds })),
      inWeek.map((each) => ({ inMonth: '?', inWeek: each.text, holds: each.holds })),
    ),
    month: numbers(1, 12, MONTHS),
    year: fc.oneof(fc.constant({ text: '*', holds: () => true }), numbers(2026, 2028)),
  })
  .map((cron) => ({
    ...cron,
    text: `cron(${cron.minute.text} ${cron.hour.text} ${cron.day.inMonth} ${cron.month.text} ${cron.day.inWeek} ${cron.year.text})`,
  }));

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
];
const TEN = 10;
const horizon = Temporal.PlainDate.from('2029-01-01');

/** The next ten times, by walking through days and minutes. */
function expected(
  cron: typeof crons extends fc.Arbitrary<infer T> ? T : never,
  after: number,
  zone: string,
): number[] {
  const found: number[] = [];
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter(cron.hour.holds);
  const minutes = Array.from({ length: 60 }, (_, minute) => minute).filter(cron.minute.holds);
  for (let date = start; found.length < TEN; date = date.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(date, horizon) >= 0) break;
    if (!cron.year.holds(date.year) || !cron.month.holds(date.month) || !cron.day.holds(date)) continue;
    for (const hour of hours)
      for (const minute of minutes) {
        const wall = date.toPlainDateTime({ hour, minute });
        const moment = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
        if (moment.toPlainDateTime().equals(wall) && moment.epochMilliseconds > after)
          found.push(moment.epochMilliseconds);
      }
  }
  return found.slice(0, TEN);
}

it('finds the ten next times of any cron in any zone, as walking through the calendar does', () => {
  fc.assert(
    fc.property(
      crons,
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
      (cron, zone, after) => {
        const expression = parseExpression(cron.text, zone);
        const found: number[] = [];
        let at = expression?.next(after, after);
        while (at !== undefined && at < Date.UTC(2028, 11, 31) && found.length < TEN) {
          found.push(at);
          at = expression?.next(at, after);
        }
        const wanted = expected(cron, after, zone).filter((each) => each < Date.UTC(2028, 11, 31));
        expect(found).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});
