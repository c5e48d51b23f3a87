import { bookedDayKey } from '../records.ts';
import type { Item, Write } from '../table.ts';

/** How long a day is kept when it is over, in milliseconds. */
const keptFor = 30 * 86_400_000;

/**
 * The appointments of one service on one day, kept so that no place is sold twice: whoever adds or takes one asks that
 * the version is the one they read. Times rather than counters, so that freeing twice frees once, and another
 * `slotMinutes`, duration or capacity in `centre.json` needs no conversion.
 */
export interface BookedDay extends Item {
  readonly version: number;
  /** ISO 8601 intervals, as 2026-11-24T14:00:00.000Z/PT30M, by booking. */
  readonly booked: Readonly<Record<string, string>>;
  /** When DynamoDB may delete it, in seconds since 1970. */
  readonly expires: number;
}

/** From when until when, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const stretchOf = (at: number, minutes: number): Stretch => ({ from: at, to: at + minutes * 60_000 });

const written = ({ from, to }: Stretch): string =>
  `${new Date(from).toISOString()}/PT${(to - from) / 60_000}M`;

function read(interval: string): Stretch {
  const [from = '', duration = ''] = interval.split('/');
  return stretchOf(Date.parse(from), Number(duration.slice(2, -1)));
}

export const emptyDay = (service: string, date: string): BookedDay => ({
  ...bookedDayKey(service, date),
  version: 0,
  booked: {},
  expires: Math.floor((Date.parse(date) + keptFor) / 1000),
});

export const adding = (day: BookedDay, id: string, stretch: Stretch): BookedDay => ({
  ...day,
  booked: { ...day.booked, [id]: written(stretch) },
});

export function removing(day: BookedDay, id: string): BookedDay {
  const { [id]: _, ...booked } = day.booked;
  return { ...day, booked };
}

/** Whether one more fits in: at no moment of it are there as many as the capacity. */
export function hasRoom(day: BookedDay | undefined, wanted: Stretch, capacity: number): boolean {
  const others = Object.values(day?.booked ?? {})
    .map(read)
    .filter(({ from, to }) => from < wanted.to && to > wanted.from);
  const starts = [wanted.from, ...others.map(({ from }) => from).filter((from) => from > wanted.from)];
  return starts.every(
    (moment) => others.filter(({ from, to }) => from <= moment && moment < to).length < capacity,
  );
}

/** Writes a day as it was changed, if nobody else has changed it. */
export const writeDay = (day: BookedDay): Write => ({
  put: { ...day, version: day.version + 1 },
  ...(day.version === 0
    ? { condition: 'attribute_not_exists(pk)' }
    : { condition: 'version = :version', values: { ':version': day.version } }),
});
