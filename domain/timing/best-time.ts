import { wallClock } from './wall-clock.ts';

const hour = 3_600_000;

/** How far ahead a better hour is looked for, in hours. */
const ahead = 24;

/** How many opens the prior is worth: a person's own habit outweighs it from the third or fourth on. */
const prior = 3;

/** An open speaks for its hour, and half as much for the hours beside it; the prior is spread a little wider. */
const nearness = [1, 0.5] as const;
const priorNearness = [1, 0.75, 0.5, 0.25] as const;

/** The hour of the day that the clock there shows. */
const hourAt = (at: number, zone: string): number => Math.floor(wallClock(at, zone) / hour) % 24;

/** How far two hours of the clock lie apart, around midnight as well. */
const apart = (a: number, b: number): number => Math.min((a - b + 24) % 24, (b - a + 24) % 24);

/** How well each hour of the day does, by a person's own opens and what is usual. */
function scores(opens: readonly number[], usual: number): readonly number[] {
  const total = (near: readonly number[]): number => near.reduce((sum, part) => sum + 2 * part, -1);
  return Array.from({ length: 24 }, (_, each) => {
    const own = opens.reduce((sum, open) => sum + (nearness[apart(open, each)] ?? 0), 0) / total(nearness);
    return own + (prior * (priorNearness[apart(usual, each)] ?? 0)) / total(priorNearness);
  });
}

/**
 * The moment within a day at which a person reads best, in milliseconds since 1970: `now` if this hour is as good as
 * any. Opens by machines say nothing of a person, so only those by people may come in.
 *
 * @param opens moments at which the person opened messages, in milliseconds since 1970
 * @param usual the hour of the day, 0 to 23, at which people mostly read
 */
export function bestTime(opens: readonly number[], zone: string, usual: number, now: number): number {
  const score = scores(
    opens.map((open) => hourAt(open, zone)),
    usual,
  );
  const moments = [now, ...hoursAfter(now, zone)];
  const of = (at: number): number => score[hourAt(at, zone)] ?? 0;
  return moments.reduce((best, at) => (of(at) > of(best) ? at : best), now);
}

/** The full hours of the clock there within the time ahead; half-hour zones have theirs at half past by UTC. */
function hoursAfter(now: number, zone: string): readonly number[] {
  const first = now + hour - (wallClock(now, zone) % hour);
  return Array.from({ length: ahead }, (_, index) => first + index * hour).filter(
    (at) => at <= now + ahead * hour,
  );
}
