import { type Counts, type Fact, total } from '../facts.ts';

/*
 * How far a counter was moved by changes that were made under a recount: an attribute beside each counter, added to in the
 * same write. What a counter said at the moment of which the recount tells is what it says less that, however much is
 * folded meanwhile.
 */

const prefix = '^';

/** The nine digits of a recount's id that tell when it began; see `idInOrder`. */
const stampOf = (recount: string): string => recount.slice(4, 13);

export const isMoved = (attribute: string): boolean => attribute.startsWith(prefix);

const movedName = (recount: string, counter: string): string => `${prefix}${stampOf(recount)}:${counter}`;

/** In which round of a recount a cell was corrected. */
export const correctedName = (recount: string): string => `${prefix}${stampOf(recount)}`;

/** Facts that say beside what they add that it was added under a recount. */
export const alsoMoved = (facts: readonly Fact[], recount: string): readonly Fact[] =>
  facts.map(({ counts, ...of }) => ({
    ...of,
    counts: {
      ...counts,
      ...Object.fromEntries(
        Object.entries(counts).map(([name, count]) => [movedName(recount, name), count] as const),
      ),
    },
  }));

type Attributes = Readonly<Record<string, unknown>>;

/** The counters of a cell as they were at the moment of which a recount tells; those that have come to nothing since as well. */
export function countsThen(counts: Counts, item: Attributes, recount: string): Counts {
  const of = movedName(recount, '');
  const moved = Object.entries(item).flatMap(([name, by]) =>
    name.startsWith(of) ? [[name.slice(of.length), -Number(by)] as const] : [],
  );
  return total([counts, Object.fromEntries(moved)]);
}

/** A recount is over after half of that, in milliseconds. */
const day = 86_400_000;

/** The attributes of a cell that recounts have left which are over. */
export const movedLongAgo = (item: Attributes, now: Date): readonly string[] =>
  Object.keys(item).filter(
    (name) => isMoved(name) && Number.parseInt(name.slice(1, 10), 36) < now.getTime() - day,
  );
