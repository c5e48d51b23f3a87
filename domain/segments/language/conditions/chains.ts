import type { Happening } from '../memory/recollection.ts';
import { isBefore } from '../memory/steps.ts';
import { isWithin, leavingOf, type Span } from '../span.ts';

/** When a step happened, and how long after the one before it that counts. */
export interface TimedStep {
  readonly times: readonly Happening[];
  readonly within: Span | undefined;
}

/** A way through a sequence's first steps. */
export interface Chain {
  /** When it began, in milliseconds since 1970. */
  readonly start: number;
  /** Its last step. */
  readonly end: Happening;
}

/** For each step the ways that lead to it, one for each time that it happened: of several the one that began last. */
export function chainsOf(steps: readonly TimedStep[], zone: string): readonly (readonly Chain[])[] {
  const [first, ...others] = steps;
  const all: (readonly Chain[])[] = [(first?.times ?? []).map((end) => ({ start: end[0], end }))];
  for (const { times, within } of others) {
    const before = all.at(-1) ?? [];
    all.push(
      times.flatMap((end) => {
        const starts = before
          .filter(
            (chain) => isBefore(chain.end, end) && (!within || isWithin(within, chain.end[0], end[0], zone)),
          )
          .map(({ start }) => start);
        return starts.length > 0 ? [{ start: Math.max(...starts), end }] : [];
      }),
    );
  }
  return all;
}

/** From when on, and before when, in milliseconds since 1970. */
interface Validity {
  readonly from: number;
  readonly before: number;
}

/**
 * When a chain makes its sequence true: once the time for what must not follow is over, until its beginning lies too far
 * back. Never where that did follow.
 */
export function validityOf(
  { start, end }: Chain,
  missing: TimedStep | undefined,
  whole: Span | undefined,
  zone: string,
): readonly Validity[] {
  const { within, times = [] } = missing ?? {};
  const followed = times.some(
    (each) => isBefore(end, each) && (!within || isWithin(within, end[0], each[0], zone)),
  );
  if (followed) return [];
  const from = within ? leavingOf(within, end[0], zone) : Number.NEGATIVE_INFINITY;
  return [{ from, before: whole ? leavingOf(whole, start, zone) : Number.POSITIVE_INFINITY }];
}
