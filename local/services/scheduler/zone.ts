import { Temporal } from 'temporal-polyfill';

/** A time on a wall clock. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const zones = new Set<string>();

export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    zones.add(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * When a zone's clocks show a time, in milliseconds since 1970: the first time if they do so twice. For a time that
 * clocks leap over in spring: undefined, or with `shift` as long after the leap. Undefined for no date at all.
 */
export function instantOf(wall: WallTime, zone: string, inGap?: 'shift'): number | undefined {
  try {
    const plain = Temporal.PlainDateTime.from({ ...wall }, { overflow: 'reject' });
    const zoned = plain.toZonedDateTime(zone, { disambiguation: inGap ? 'compatible' : 'earlier' });
    if (!inGap && !zoned.toPlainDateTime().equals(plain)) return undefined;
    return zoned.epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a zone's clocks show. */
export function wallTimeAt(instant: number, zone: string): WallTime {
  const { year, month, day, hour, minute, second } =
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return { year, month, day, hour, minute, second };
}
