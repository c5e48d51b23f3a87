import { abreast } from '../../abreast.ts';
import { type Item, isConditionFailure, type Table } from '../../table.ts';
import { countsIn } from '../cells-read.ts';
import { addressOf, type Counts, erasedPrefix, type Fact } from '../facts.ts';
import { foundKey } from './keys.ts';
import { correctedName, countsThen } from './moved.ts';
import { type Difference, expiresWith, type Found, type RecountRecord } from './recounts.ts';
import { sumsIn } from './sums.ts';
import { putFirst } from './touched.ts';

const mostExamples = 100;

/** Where a cell's counters were not what there was. @param then as they were at that moment */
function differencesIn(
  { cell, counts: recounted }: Omit<Fact, 'segments'>,
  then: Counts,
): readonly Difference[] {
  const names = new Set([...Object.keys(then), ...Object.keys(recounted)]);
  return [...names]
    .filter((name) => !name.startsWith(erasedPrefix))
    .map((counter) => ({
      partition: cell.pk,
      cell: cell.sk,
      counter,
      counted: (then[counter] ?? 0) - (then[`${erasedPrefix}${counter}`] ?? 0),
      recounted: recounted[counter] ?? 0,
    }))
    .filter((each) => each.counted !== each.recounted);
}

/**
 * Holds a partition's counters against what there was, both as of the moment at which the recount began, and brings those
 * that differ to it, if it is to correct. What the stream brings meanwhile is added beside: neither knows of the other.
 */
export async function comparePartition(
  table: Table,
  recount: RecountRecord,
  partition: string,
): Promise<void> {
  const sums = await sumsIn(table, recount, partition);
  const cells = new Map<string, { readonly fact: Fact; readonly counted: Counts }>(
    [...sums].map(([address, fact]) => [address, { fact, counted: {} }]),
  );
  let counters = 0;
  for await (const item of table.query<Item>({ pk: partition, from: '!', to: '~' })) {
    const cell = { pk: item.pk, sk: item.sk };
    const fact = sums.get(addressOf(cell)) ?? { cell, counts: {} };
    const kept = countsIn(item);
    counters += Object.keys(kept).length;
    cells.set(addressOf(cell), { fact, counted: countsThen(kept, item, recount.id) });
  }
  const wrong = [...cells.values()]
    .map(({ fact, counted }) => ({ fact, differences: differencesIn(fact, counted) }))
    .filter(({ differences }) => differences.length > 0);
  const all = wrong.flatMap(({ differences }) => differences);
  const found: Found = { counters, differences: all.length, examples: all.slice(0, mostExamples) };
  // Before anything is corrected: whoever dies in between finds less wrong the second time.
  await putFirst(table, {
    ...foundKey(recount.id, recount.round, partition),
    ...found,
    expires: expiresWith(recount),
  });
  if (recount.correct)
    await abreast(wrong, (each) => correctCell(table, recount, each.fact, each.differences));
}

/** Adds to a cell's counters what they lack, once in a round. */
async function correctCell(
  table: Pick<Table, 'update'>,
  { id, round }: RecountRecord,
  { cell, segments }: Fact,
  differences: readonly Difference[],
): Promise<void> {
  const says = segments ? ', #segments = if_not_exists(#segments, :segments)' : '';
  const adds = differences.map((_, index) => `#c${index} :c${index}`).join(', ');
  try {
    await table.update(cell, `ADD ${adds} SET #corrected = :round${says}`, {
      condition: 'attribute_not_exists(#corrected) OR #corrected < :round',
      names: {
        '#corrected': correctedName(id),
        ...(segments && { '#segments': 'segments' }),
        ...Object.fromEntries(differences.map(({ counter }, index) => [`#c${index}`, counter])),
      },
      values: {
        ':round': round,
        ...(segments && { ':segments': segments }),
        ...Object.fromEntries(
          differences.map(({ counted, recounted }, index) => [`:c${index}`, recounted - counted]),
        ),
      },
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
