import type { Key } from '../table.ts';

/** Counters by name; integers, money in cents. */
export type Counts = Readonly<Record<string, number>>;

/** What one item comes to in one cell. */
export interface Fact {
  readonly cell: Key;
  readonly counts: Counts;
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
  facts.map(({ cell, counts }) => ({ cell, counts: negated(counts) }));

/** Of how many people something is so at this moment, as `now:send-offer`. */
export const nowPrefix = 'now:';

/** What was counted of items that are deleted, as `erased:sent`: totals keep it, and a recount can say so. */
export const erasedPrefix = 'erased:';

/**
 * What the deletion of an item changes: whoever was erased is at no step any more; what they did stays in the totals,
 * which name nobody, and is noted beside them.
 */
export const erased = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map(({ cell, counts }) => ({
    cell,
    counts: Object.fromEntries(
      Object.entries(counts).map(([name, count]) =>
        name.startsWith(nowPrefix) ? [name, -count] : [`${erasedPrefix}${name}`, count],
      ),
    ),
  }));

/** Facts gathered by cell, in the order in which cells first appear. */
export function byCell(facts: Iterable<Fact>): readonly Fact[] {
  const cells = new Map<string, { readonly cell: Key; readonly counts: Counts[] }>();
  for (const { cell, counts } of facts) {
    const known = cells.get(addressOf(cell));
    if (known) known.counts.push(counts);
    else cells.set(addressOf(cell), { cell, counts: [counts] });
  }
  return [...cells.values()]
    .map(({ cell, counts }) => ({ cell, counts: total(counts) }))
    .filter(({ counts }) => Object.keys(counts).length > 0);
}
