import { property } from '../../../../workflows/filter.ts';
import { happenedAt } from '../../../events/happened-at.ts';
import type { RecordedEvent } from '../../../events/recorded-event.ts';
import { bucketing, type Period } from '../period.ts';
import { among, type EventFilter } from './filter.ts';
import { type Leaf, leafHash } from './leaf.ts';
import type { Stretch } from './recollection.ts';

/** What is measured of a numeric property; `average` is remembered as a sum. */
export type Measure = 'sum' | 'average' | 'min' | 'max';

export interface TallyOptions extends EventFilter {
  readonly period: Period;
  /** How many times matter: more of them are not told apart. Not for measures. */
  readonly enough?: number;
  readonly measured?: { readonly as: Measure; readonly property: string };
}

/**
 * So many stretches are kept of one leaf. Of somebody with more, the two closest to one another count as one that
 * lasts until the later: they leave a window together.
 */
const mostStretches = 400;

/** Sums are of money, of which a millionth is nothing: 0.1 + 0.2 is 0.3. Past 2^53 no number is exact. */
const rounded = (value: number): number => {
  const within = Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  return Math.abs(within) > 1e9 ? Math.round(within * 100) / 100 : Math.round(within * 1e6) / 1e6;
};

const combine: Readonly<Record<Measure, (a: number, b: number) => number>> = {
  sum: (a, b) => rounded(a + b),
  average: (a, b) => rounded(a + b),
  min: Math.min,
  max: Math.max,
};

/** Two stretches as one that lasts until the later. */
export function joined(a: Stretch, b: Stretch, measure: Measure | undefined): Stretch {
  const [later, times] = [Math.max(a[0], b[0]), a[1] + b[1]];
  return measure === undefined ? [later, times] : [later, times, combine[measure](a[2] ?? 0, b[2] ?? 0)];
}

/**
 * Remembers how often an event happened in a period, and the sum, the lowest or the highest of a property. Exact in
 * whatever order events arrive. What happened within a quarter of an hour is one stretch: days begin on a quarter in
 * every zone, so that it comes into and leaves a window of days as one. Outside windows all is one stretch.
 */
export function tally({ event, where, period, enough, measured }: TallyOptions): Leaf {
  const bucket = bucketing(period);
  const filter = { event, where };
  const isCounted = among(filter);
  const rolls = 'within' in period;
  const keptFrom = ({ at }: RecordedEvent): number => bucket.keptFrom(Date.parse(at));
  /** What an event adds; undefined for one that counts in no zone, now or later. */
  const countable = (recorded: RecordedEvent): Stretch | undefined => {
    const stretch = isCounted(recorded) ? stretchOf(recorded, measured) : undefined;
    const counts = stretch && bucket.takes(stretch[0]) && stretch[0] >= keptFrom(recorded);
    return counts ? stretch : undefined;
  };
  return {
    hash: leafHash({ tally: { filter, period, enough, measured } }),
    events: [event],
    hears: (recorded) => countable(recorded) !== undefined,
    remember(before, recorded) {
      const stretch = countable(recorded);
      if (!stretch) return before;
      const bounds = keptFrom(recorded);
      const known = (before?.tally ?? []).filter(([at]) => at >= bounds);
      const same = known.findIndex(([at]) => bucket.of(at) === bucket.of(stretch[0]));
      const merged =
        same < 0
          ? [...known, stretch].toSorted(([a], [b]) => b - a)
          : known.toSpliced(same, 1, joined(known[same]!, stretch, measured?.as));
      const kept = rolls && enough !== undefined ? lastTimes(merged, enough) : merged;
      return { tally: kept.length > mostStretches ? withClosestJoined(kept, measured?.as) : kept };
    },
  };
}

function stretchOf(event: RecordedEvent, measured: TallyOptions['measured']): Stretch | undefined {
  const at = happenedAt(event);
  if (!measured) return [at, 1];
  const value = property(event.properties, measured.property);
  return typeof value === 'number' ? [at, 1, rounded(value)] : undefined;
}

/** The latest stretches that make up so many times. */
function lastTimes(stretches: readonly Stretch[], enough: number): readonly Stretch[] {
  let times = 0;
  const end = stretches.findIndex(([, more]) => {
    times += more;
    return times >= enough;
  });
  return end < 0 ? stretches : stretches.slice(0, end + 1);
}

function withClosestJoined(stretches: readonly Stretch[], measure: Measure | undefined): readonly Stretch[] {
  let closest = 1;
  for (let index = 2; index < stretches.length; index += 1)
    if (gapBefore(stretches, index) <= gapBefore(stretches, closest)) closest = index;
  return stretches.toSpliced(closest - 1, 2, joined(stretches[closest - 1]!, stretches[closest]!, measure));
}

const gapBefore = (stretches: readonly Stretch[], index: number): number =>
  stretches[index - 1]![0] - stretches[index]![0];
