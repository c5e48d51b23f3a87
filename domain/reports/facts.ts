import type { Key } from '../table.ts';

/** Counters by name; integers, money in cents. */
export type Counts = Readonly<Record<string, number>>;

/** What one item comes to in one cell. */
export interface Fact {
  readonly cell: Key;
  readonly counts: Counts;
  /** The segments that the cell's key stands for; they may be too many to be a key. */
  readonly segments?: readonly string[];
}

export const addressOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Counts added up; what comes to nothing is left out. */
export function total(all: Iterable<Counts>): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sum).filter(([, count]) => count !== 0));
}

const negated = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, -count]));

/** What there is to take back where a fact no longer holds. */
export const without = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map(({ counts, ...of }) => ({ ...of, counts: negated(counts) }));

/** Of how many people something is so at this moment, as `now:send-offer`. */
export const nowPrefix = 'now:';

/** What was counted of items that are deleted, as `erased:sent`: totals keep it, and a recount can say so. */
export const erasedPrefix = 'erased:';

/**
 * What the deletion of an item changes: whoever was erased is at no step any more; what they did stays in the totals,
 * which name nobody, and is noted beside them.
 */
export const erased = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map(({ counts, ...of }) => ({
    ...of,
    counts: Object.fromEntries(
      Object.entries(counts).map(([name, count]) =>
        name.startsWith(nowPrefix) ? [name, -count] : [`${erasedPrefix}${name}`, count],
      ),
    ),
  }));

/** Facts gathered by cell, in the order in which cells first appear; without those that come to nothing. */
export function byCell(facts: Iterable<Fact>): readonly Fact[] {
  const cells = new Map<string, { readonly of: Omit<Fact, 'counts'>; readonly counts: Counts[] }>();
  for (const { counts, ...of } of facts) {
    const known = cells.get(addressOf(of.cell));
    if (known) known.counts.push(counts);
    else cells.set(addressOf(of.cell), { of, counts: [counts] });
  }
  return [...cells.values()]
    .map(({ of, counts }) => ({ ...of, counts: total(counts) }))
    .filter(({ counts }) => Object.keys(counts).length > 0);
}
