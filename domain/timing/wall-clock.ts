import { Temporal } from 'temporal-polyfill';

/** What the clock on the wall shows in a zone. @param at milliseconds since 1970 */
export const wallClock = (at: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();

/**
 * The first moment, not before `from`, at which the clock there shows a time; where daylight saving or the date line
 * skips that time, the moment of the skip. All in milliseconds since 1970.
 */
export function momentShowing(wall: Temporal.PlainDateTime, zone: string, from: number): number {
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!first.toPlainDateTime().equals(wall)) return skipBehind(first);
  if (first.epochMilliseconds >= from) return first.epochMilliseconds;
  return wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}

/** How far the clock there is ahead of UTC, in minutes. @param at milliseconds since 1970 */
export const offsetAt = (at: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000;

/** When the clock there is next moved, undefined where it never is. */
export const nextChange = (at: number, zone: string): number | undefined =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    ?.epochMilliseconds;

/** Of a time that is skipped `earlier` lies before the skip by as much as the time lies within it. */
function skipBehind(before: Temporal.ZonedDateTime): number {
  const skip = before.getTimeZoneTransition('next');
  return (skip ?? before).epochMilliseconds;
}
