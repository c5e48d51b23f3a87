import type { Model } from './attribution/models.ts';
import type { Counts } from './facts.ts';
import { goals } from './goals.ts';
import { sharedBy, wholeOutcome } from './outcome-facts.ts';

/** Counters that are told as they are. */
const plain = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'openedByMachine',
  'bounced',
  'complained',
  'replied',
  'unsubscribed',
  'held',
  'skipped',
  'failed',
  'unknown',
  'reviews',
  'pointsEarned',
  'pointsRedeemed',
] as const;

const wanted = Object.values(goals);

export type Measures = Readonly<Record<(typeof plain)[number] | (typeof wanted)[number], number>> & {
  /** In the business's currency. */
  readonly revenue: number;
  /** The mean of the reviews; null where there are none. */
  readonly stars: number | null;
  /** Why messages were not sent at all. */
  readonly skippedBecause: Readonly<Record<string, number>>;
};

const because = 'skipped:';

/** How a reader asks for outcomes: as a model shares them, or whole, where a cell is no origin but the people of a segment. */
export type Sharing = Model | 'whole';

/** Counters as reports tell them. Outcomes that are shared are told to the thousandth, revenue to the cent. */
export function measuresOf(counts: Counts, sharing: Sharing): Measures {
  const outcomes = (name: (typeof wanted)[number]): number =>
    sharing === 'whole' ? (counts[name] ?? 0) : (counts[sharedBy(name, sharing)] ?? 0) / wholeOutcome;
  const cents = counts[sharing === 'whole' ? 'revenue' : sharedBy('revenue', sharing)] ?? 0;
  const { reviews = 0, stars = 0 } = counts;
  const reasons = Object.entries(counts)
    .filter(([name]) => name.startsWith(because))
    .map(([name, count]) => [name.slice(because.length), count] as const);
  const told = [
    ...plain.map((name) => [name, counts[name] ?? 0] as const),
    ...wanted.map((name) => [name, outcomes(name)] as const),
  ];
  return {
    ...(Object.fromEntries(told) as Record<(typeof plain)[number] | (typeof wanted)[number], number>),
    revenue: cents / 100,
    stars: reviews === 0 ? null : Math.round((stars / reviews) * 100) / 100,
    skippedBecause: Object.fromEntries(reasons.toSorted(([a], [b]) => a.localeCompare(b))),
  };
}
