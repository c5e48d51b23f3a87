/**
 * What clocks on walls show, told by Intl alone: a library for it would be a twelfth of the bundle that sends messages.
 * A shown time is a number as a moment is, as if the clock hung in UTC. All in milliseconds, moments since 1970.
 */

const second = 1_000;
const day = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Costs 30 µs to make and is kept; the zones of one business's customers are few. */
function formatFor(zone: string): Intl.DateTimeFormat {
  const made =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, made);
  return made;
}

/** What the clock on the wall shows in a zone. */
export function wallClock(at: number, zone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatFor(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second: whole = 0 } = parts;
  return Date.UTC(year, month - 1, date, hour, minute, whole) + (((at % second) + second) % second);
}

/** How far the clock there is ahead of UTC. */
export const offsetAt = (at: number, zone: string): number => wallClock(at, zone) - at;

/** When the clock there is moved behind a moment and up to another; undefined where it is not. */
export function changeBetween(from: number, to: number, zone: string): number | undefined {
  const before = offsetAt(from, zone);
  if (offsetAt(to, zone) === before) return undefined;
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle, zone) === before) same = middle;
    else other = middle;
  }
  return other;
}

/**
 * The first moment, not before `from`, at which the clock there shows a time; where daylight saving or the date line
 * skips that time, the moment of the skip.
 */
export function momentShowing(shown: number, zone: string, from: number): number {
  // No clock is further from UTC than 14 hours, and none is moved twice in four days.
  const moments = [shown - 2 * day, shown + 2 * day]
    .map((near) => shown - offsetAt(near, zone))
    .toSorted((a, b) => a - b);
  const showing = moments.filter((at) => wallClock(at, zone) === shown);
  const [first = 0, last = 0] = moments;
  return showing.find((at) => at >= from) ?? showing.at(-1) ?? changeBetween(first, last, zone) ?? last;
}
