import type { Leaf } from '../memory/leaf.ts';
import type { Stretch } from '../memory/recollection.ts';
import { joined, type Measure } from '../memory/tally.ts';
import { boundsOf, expiryOf, type Period } from '../period.ts';
import type { Answer, View } from '../question.ts';
import { dateAt, listed } from '../words.ts';

/** What stretches come to. */
export interface Total {
  readonly times: number;
  /** The measure over all of them; undefined where there is none. */
  readonly value: number | undefined;
}

/** What is remembered that counts at the moment that is asked about, the latest first. */
export function stretchesIn(
  { hash }: Leaf,
  period: Period,
  { person, memory, at }: View,
): readonly Stretch[] {
  const [from, before] = boundsOf(period, at, person.zone);
  return (memory[hash]?.tally ?? []).filter(([when]) => when >= from && when < before);
}

const nothing: Total = { times: 0, value: undefined };

/** What the first so many stretches come to, for each number of them from 0 on. */
function totals(stretches: readonly Stretch[], measure: Measure | undefined): readonly Total[] {
  const all: Total[] = [nothing];
  let sum: Stretch | undefined;
  for (const stretch of stretches) {
    sum = sum ? joined(sum, stretch, measure) : stretch;
    all.push({ times: sum[1], value: sum[2] });
  }
  return all;
}

export const totalOf = (stretches: readonly Stretch[], measure: Measure | undefined): Total =>
  totals(stretches, measure).at(-1) ?? nothing;

/**
 * Whether what counts now holds, and when it first will not: a window loses its oldest stretches one after another, and
 * wins none by time alone.
 */
export function countedBy(
  leaf: Leaf,
  period: Period,
  view: View,
  measure: Measure | undefined,
  holds: (total: Total) => boolean,
): Answer {
  const stretches = stretchesIn(leaf, period, view);
  const counted = totals(stretches, measure);
  const now = holds(counted.at(-1) ?? nothing);
  const { zone } = view.person;
  for (let left = stretches.length - 1; left >= 0; left -= 1) {
    if (holds(counted[left] ?? nothing) === now) continue;
    const expiry = expiryOf(period, stretches[left]!, zone);
    // Those of one day leave together: a state in which only some of them are gone never is.
    const next = stretches[left - 1];
    if (expiry !== undefined && next && expiryOf(period, next, zone) === expiry) continue;
    return { holds: now, changesAt: expiry };
  }
  return { holds: now, changesAt: undefined };
}

/** As `2026-10-02, 2026-09-14 and earlier`. */
export function whenInWords(stretches: readonly Stretch[], zone: string): string {
  const dates = [...new Set(stretches.map(([at]) => dateAt(at, zone)))];
  const merged = stretches.some(([, times]) => times > 1) && dates.length === 1;
  if (merged) return `last ${dates[0]}`;
  return dates.length > 3 ? `${dates.slice(0, 2).join(', ')} and earlier` : listed(dates, 'and');
}
