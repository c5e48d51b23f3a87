const minute = 60_000;

/** So far ahead of its first moment a minute's call is ordered at the least, in milliseconds: clocks of machines differ. */
export const lead = 30_000;

/** The name of the minute that begins at a moment, as 2026-11-24T09:00, in UTC. */
const nameOf = (at: number): string => new Date(at).toISOString().slice(0, 16);

/** When a minute begins, in milliseconds since 1970. */
export const beginOf = (name: string): number => Date.parse(`${name}:00Z`);

/** The first minute that begins at a moment or after it, and so far ahead that it can be ordered and written in time. */
export const minuteFor = (at: string, now: Date): string =>
  nameOf(Math.ceil(Math.max(Date.parse(at), now.getTime() + 2 * lead) / minute) * minute);

/** The minute that began this long before a moment. */
export const minuteBefore = (now: Date, milliseconds: number): string => nameOf(now.getTime() - milliseconds);
