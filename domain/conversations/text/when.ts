import { Temporal } from 'temporal-polyfill';
import { type Day, daysIn } from './days.ts';
import { type TimeOfDay, timesIn } from './times.ts';

/** The hours in which a part of the day lies: from the first up to the second. */
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:(?:in the |am )?(?:mornings?|vormittags?|morgens|fruh)|(?:before|vor) (?:noon|mittag))\b/, 0, 12],
  [/\b(?:(?:in the |am )?(?:afternoons?|nachmittags?)|(?:after|nach) (?:noon|lunch|mittag))\b/, 12, 18],
  [/\b(?:(?:in the |am )?(?:evenings?|abends?)|after work)\b/, 16, 24],
];

/** When somebody says that they can come, as far as they say it. */
export interface When {
  readonly days: readonly Day[];
  readonly times: readonly TimeOfDay[];
  /** Hours from and up to which, for a part of the day. */
  readonly part?: readonly [from: number, to: number];
  /** What the text says besides. */
  readonly rest: string;
}

/** Reads days and times from a text as `plain` gives it. */
export function whenIn(text: string): When {
  const { days, rest: withoutDays } = daysIn(text);
  const said = parts.find(([pattern]) => pattern.test(withoutDays));
  const { times, rest } = timesIn(said ? withoutDays.replace(said[0], ' ') : withoutDays);
  return {
    days,
    times,
    ...(said && { part: [said[1], said[2]] as const }),
    rest: rest.replace(/<(?:day|time)>/g, ' '),
  };
}

/** A date that exists, or none. */
function dateOf(year: number, month: number, day: number): Temporal.PlainDate[] {
  try {
    return [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** The dates that one day may mean, seen from today. A date without a year is the next that has it. */
function datesOf(day: Day, today: Temporal.PlainDate): Temporal.PlainDate[] {
  switch (day.kind) {
    case 'in-days':
      return [today.add({ days: day.days })];
    case 'weekday': {
      const first = today.add({ days: (day.weekday - today.dayOfWeek + 7) % 7 });
      const another = day.next || first.equals(today);
      return another ? [first, first.add({ days: 7 })] : [first];
    }
    case 'date':
      return day.options.flatMap(({ day: of, month, year }) => {
        if (year !== undefined) return dateOf(year, month, of);
        const [next] = [today.year, today.year + 1]
          .flatMap((each) => dateOf(each, month, of))
          .filter((date) => Temporal.PlainDate.compare(date, today) >= 0);
        return next ? [next] : [];
      });
  }
}

/**
 * The dates that all of the days together may mean, as 2026-11-24, none before today: "Tuesday 24 November" is one
 * day, "Tuesday or Wednesday" none.
 */
export function datesMeant({ days }: When, now: Date, zone: string): readonly string[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const dated = days.filter(({ kind }) => kind !== 'weekday');
  const [first = [], ...others] = (dated.length > 0 ? dated : days).map((day) =>
    datesOf(day, today).filter((date) => Temporal.PlainDate.compare(date, today) >= 0),
  );
  return first
    .filter((date) => others.every((dates) => dates.some((other) => other.equals(date))))
    .filter((date) => days.every((day) => day.kind !== 'weekday' || day.weekday === date.dayOfWeek))
    .map(String);
}

/** The times of day that all of the times together may mean, in minutes since midnight. */
export function minutesMeant({ times, part: [from, to] = [0, 24] }: When): readonly number[] {
  const [first, ...others] = times.map(({ hour, minute, exact }) =>
    (exact ? [hour] : [hour, (hour + 12) % 24]).map((each) => each * 60 + minute),
  );
  return (first ?? []).filter(
    (minutes) => minutes >= from * 60 && minutes < to * 60 && others.every((set) => set.includes(minutes)),
  );
}

/** The moments, in milliseconds since 1970, of dates and times by the clock of a zone. */
export const momentsOf = (
  dates: readonly string[],
  minutes: readonly number[],
  zone: string,
): readonly number[] =>
  dates.flatMap((date) =>
    minutes.map(
      (minute) =>
        Temporal.PlainDate.from(date)
          .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
          .toZonedDateTime(zone).epochMilliseconds,
    ),
  );
