import { Temporal } from 'temporal-polyfill';
import type { Centre, Service } from '../centre/centre.ts';
import { type OpenStretch, weekdays } from '../centre/opening-hours.ts';

const minuteMs = 60_000;
const minutesOfDay = 24 * 60;

/** A time at which a service may begin. */
export interface Slot {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The date there, as 2026-11-24. */
  readonly date: string;
}

type Hours = Pick<Centre, 'timezone' | 'slotMinutes' | 'openingHours' | 'closedOn'>;
type Offer = Hours & Pick<Centre, 'bookAheadDays' | 'noticeMinutes'>;

/**
 * The first moment of a date at which the clock there shows a minute of the day, or a later one where daylight saving
 * skips it.
 */
function momentOf(date: Temporal.PlainDate, minute: number, zone: string): number {
  const wanted = date
    .add({ days: Math.floor(minute / minutesOfDay) })
    .toPlainDateTime({ hour: Math.floor((minute % minutesOfDay) / 60), minute: minute % 60 });
  const there = wanted.toZonedDateTime(zone);
  if (there.toPlainDateTime().equals(wanted)) return there.epochMilliseconds;
  const skip = there.add({ minutes: 1 }).getTimeZoneTransition('previous');
  return (skip ?? there).epochMilliseconds;
}

/** The date there at a moment, in milliseconds since 1970. */
export const dateAt = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

export const daysLater = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** The Monday of a date's week. */
export const weekOf = (date: string): string => daysLater(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);

/** A moment as ISO 8601 with the offset there: 2026-11-24T09:00:00-05:00. */
export const instantThere = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

/**
 * When a service may begin on a date, whether or not it is free: every `slotMinutes` of real time from each opening,
 * as long as it ends by the closing. So an hour that daylight saving skips has none, and one that comes twice has
 * them twice.
 */
export function slotsOn(centre: Hours, service: Pick<Service, 'minutes'>, date: string): readonly Slot[] {
  if (centre.closedOn.includes(date)) return [];
  const day = Temporal.PlainDate.from(date);
  const stretches = centre.openingHours[weekdays[day.dayOfWeek - 1]!];
  return stretches.flatMap((stretch) => slotsIn(centre, service, day, stretch));
}

function slotsIn(
  { timezone, slotMinutes }: Hours,
  { minutes }: Pick<Service, 'minutes'>,
  day: Temporal.PlainDate,
  { from, to }: OpenStretch,
): Slot[] {
  const closing = momentOf(day, to, timezone);
  const slots: Slot[] = [];
  for (
    let at = momentOf(day, from, timezone);
    at + minutes * minuteMs <= closing;
    at += slotMinutes * minuteMs
  )
    slots.push({ at, date: day.toString() });
  return slots;
}

/** The first and the last date on which an appointment may be, seen from now. */
export const bookableDates = ({ timezone, bookAheadDays }: Offer, now: Date) => {
  const first = dateAt(now.getTime(), timezone);
  return { first, last: daysLater(first, bookAheadDays) };
};

/** Those of a date's slots that are neither past, nor too near, nor too far ahead. */
export function offeredOn(
  centre: Offer,
  service: Pick<Service, 'minutes'>,
  date: string,
  now: Date,
): readonly Slot[] {
  if (date > bookableDates(centre, now).last) return [];
  const earliest = now.getTime() + centre.noticeMinutes * minuteMs;
  return slotsOn(centre, service, date).filter(({ at }) => at >= earliest);
}

/** The offered slot that begins at a moment, which may be written with any offset; undefined when none does. */
export function offeredAt(
  centre: Offer,
  service: Pick<Service, 'minutes'>,
  startsAt: string,
  now: Date,
): Slot | undefined {
  const at = Date.parse(startsAt);
  if (Number.isNaN(at)) return undefined;
  return offeredOn(centre, service, dateAt(at, centre.timezone), now).find((slot) => slot.at === at);
}
