import type { Situation } from '../events/ruling.ts';
import type { Profile } from '../people/profile.ts';
import { pointsKey, pointsMovedBetween } from '../records.ts';
import type { Item, Table, Write } from '../table.ts';
import { isExpired, type Lots } from './lots.ts';

/** One line of a person's account of points; the sum of all is the balance. */
export interface LedgerEntry {
  /** ISO 8601. */
  readonly at: string;
  /** Earned ones count up, redeemed and expired ones down. */
  readonly points: number;
  readonly kind: 'earned' | 'redeemed' | 'expired' | 'merged';
  /** What they were earned by, the reward, or the id of the person who brought them; null for those that expired. */
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

/** What one event did to the account: the move, and before it what had expired since the move before. */
interface Entry extends Item {
  readonly seq: number;
  readonly entries: readonly LedgerEntry[];
}

/**
 * Enters a move of points into the account, in the transaction that records its event. So an account is read without
 * the rest of the timeline, and a page of it without what came before.
 */
export function enter(
  { event, profile }: Pick<Situation, 'event' | 'profile'>,
  move: Pick<LedgerEntry, 'points' | 'kind' | 'reason'>,
): Write {
  const { id, person, seq, at } = event;
  const entries = [...expiredBy(profile.points ?? [], at), { at, ...move, event: id }];
  return { put: { ...pointsKey(person, seq), seq, entries } };
}

interface Page {
  readonly entries: readonly LedgerEntry[];
  /** The place behind which the next page begins; null on the last. */
  readonly next: number | null;
}

/**
 * A page of a person's account, the oldest first, as it stood with this profile: up to `moves` moves, and what expired
 * between them. @param now ISO 8601 in UTC, until when expiry counts @param after a page's `next`, 0 for the first
 */
export async function ledgerPage(
  table: Pick<Table, 'query'>,
  { id, seq, points = [] }: Pick<Profile, 'id' | 'seq' | 'points'>,
  now: string,
  moves: number,
  after: number,
): Promise<Page> {
  const found: Entry[] = [];
  const range = { ...pointsMovedBetween(id, after, seq), limit: moves + 1 };
  if (after < seq)
    for await (const entry of table.query<Entry>(range)) {
      if (found.push(entry) > moves) break;
    }
  const entries = found.slice(0, moves).flatMap((entry) => entry.entries);
  return found.length > moves
    ? { entries, next: found[moves - 1]?.seq ?? null }
    : { entries: [...entries, ...expiredBy(points, now)], next: null };
}
