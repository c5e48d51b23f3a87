import type { Key } from '../../table.ts';

/*
 * What a recount keeps while it is under way, by its id; all of it expires. What is about people's items lies in 32 partitions,
 * by the last letter of the id of whose they are.
 */

const under = (recount: string, of: string): string => `RECOUNT#${recount}#${of}`;

/** The letter of the person in whose partition an item lies. */
export const letterOf = ({ pk }: Pick<Key, 'pk'>): string => pk.slice(-1);

/** What an item counted for before it was changed under a recount: `{of, facts}`. */
export const touchedKey = (recount: string, item: Key): Key => ({
  pk: under(recount, letterOf(item)),
  sk: `TOUCHED#${item.pk}#${item.sk}`,
});
export const touchedIn = (recount: string, letter: string) => ({
  pk: under(recount, letter),
  from: 'TOUCHED#',
  to: 'TOUCHED#~',
});

/** What some items count for, as they were read: `{packed}`. Named by what read them, so that reading again writes over it. */
export const readKey = (recount: string, letter: string, name: string): Key => ({
  pk: under(recount, letter),
  sk: `READ#${name}`,
});
export const readIn = (recount: string, letter: string) => ({
  pk: under(recount, letter),
  from: 'READ#',
  to: 'READ#~',
});

/** That somebody was merged into another under a recount: `{person}`. */
export const mergedKey = (recount: string, person: string): Key => ({
  pk: under(recount, 'MERGED'),
  sk: person,
});
export const mergedUnder = (recount: string) => ({ pk: under(recount, 'MERGED'), from: '!', to: '~' });

/** How far a partition of the people was read: `{behind, people, outcomes}`. */
export const placeKey = (recount: string, letter: string): Key => ({
  pk: under(recount, 'PLACES'),
  sk: letter,
});
export const placesOf = (recount: string) => ({ pk: under(recount, 'PLACES'), from: '!', to: '~' });

/** What a letter's items come to in a partition of cells: `{packed}`. */
export const sumsKey = (recount: string, round: number, partition: string, letter: string): Key => ({
  pk: under(recount, `SUMS#${round}#${partition}`),
  sk: letter,
});
export const sumsOf = (recount: string, round: number, partition: string) => ({
  pk: under(recount, `SUMS#${round}#${partition}`),
  from: '!',
  to: '~',
});

/** That there is something to count in a partition of cells. */
export const partitionKey = (recount: string, partition: string): Key => ({
  pk: under(recount, 'CELLS'),
  sk: partition,
});
export const partitionsOf = (recount: string) => ({ pk: under(recount, 'CELLS'), from: '!', to: '~' });

/** Which of a partition's counters differ: `{counters, differences, examples}`. */
export const foundKey = (recount: string, round: number, partition: string): Key => ({
  pk: under(recount, `FOUND#${round}`),
  sk: partition,
});
export const foundIn = (recount: string, round: number) => ({
  pk: under(recount, `FOUND#${round}`),
  from: '!',
  to: '~',
});

/** What watermarks' sort keys are, of which the stream is read: each has a partition of its own. */
export const watermarkPrefix = 'WATERMARK#';

/** An item that is written for the stream to tell of it. */
export const watermarkKey = (recount: string, number: number, after: string): Key => ({
  pk: under(recount, `${after}#${number}`),
  sk: watermarkPrefix,
});
/** That the stream told of it, and all before it was folded. */
export const takenKey = (recount: string, after: string, number: number): Key => ({
  pk: under(recount, `TAKEN#${after}`),
  sk: String(number),
});
export const takenIn = (recount: string, after: string) => ({
  pk: under(recount, `TAKEN#${after}`),
  from: '!',
  to: '~',
});
