import type { RecordedEvent } from '../events/recorded-event.ts';
import { isExpired, type Lots } from './lots.ts';
import { pointsAfter, pointsMoved } from './points.ts';

/** One line of a person's account of points; the sum of all is the balance. */
export interface LedgerEntry {
  /** ISO 8601. */
  readonly at: string;
  /** Earned ones count up, redeemed and expired ones down. */
  readonly points: number;
  readonly kind: 'earned' | 'redeemed' | 'expired';
  /** What they were earned by, or the reward; null for those that expired. */
  readonly reason: string | null;
  /** The event's id; null for those that expired, which no event tells. */
  readonly event: string | null;
}

/** What ends by a moment, as entries in the order of ending. */
const expiredBy = (lots: Lots, at: string): readonly LedgerEntry[] =>
  lots
    .filter((lot) => isExpired(lot, at))
    .map(({ points, expiresAt = at }) => ({
      at: expiresAt,
      points: -points,
      kind: 'expired' as const,
      reason: null,
      event: null,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * A person's account, from their timeline: what was earned and redeemed, and between them what expired unspent.
 * @param now ISO 8601 in UTC, until when expiry counts
 */
export async function ledger(
  timeline: AsyncIterable<RecordedEvent> | Iterable<RecordedEvent>,
  now: string,
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let lots: Lots = [];
  for await (const event of timeline) {
    const points = pointsMoved(event);
    if (points === 0) continue;
    const { id, at, properties } = event;
    entries.push(...expiredBy(lots, at));
    lots = pointsAfter(lots, event);
    entries.push(
      points > 0
        ? { at, points, kind: 'earned', reason: textOf(properties.reason), event: id }
        : { at, points, kind: 'redeemed', reason: textOf(properties.reward), event: id },
    );
  }
  return [...entries, ...expiredBy(lots, now)];
}
