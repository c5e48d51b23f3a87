import { wholePartition } from '../../records.ts';
import type { Item } from '../../table.ts';
import { partsOf } from '../lineage.ts';
import { beginErasure } from './begin.ts';
import { eraseBeside } from './beside.ts';
import { type Counts, Erasures, type ErasureWork } from './erasures.ts';
import type { Erasing } from './outside.ts';
import { traceOf } from './traces.ts';

/** Items that are deleted side by side. */
const atOnce = 25;

/** How long a function may still be at work that read the person before they were gone, in milliseconds. */
const stragglers = 15 * 60_000;

/** What one call came to. */
export type Round = 'more' | 'empty' | 'done';

/**
 * Carries a person's erasure on, at most so many items far. Whatever was done before is found done, so it may be cut off
 * anywhere and called again. Once nothing is left, it is looked again a quarter of an hour later, after whoever was at
 * work for the person at that moment; then the receipt says `done`.
 */
export async function erase(
  erasing: Erasing,
  work: ErasureWork,
  mostItems: number,
  now: Date,
): Promise<Round> {
  const { table } = erasing;
  const erasures = new Erasures(table);
  // One that is still there was left when its erasure began and was cut off.
  const profile = (await beginErasure(table, work.profile.id, 'onward', now)) ?? work.profile;
  if (!work.emptyAt) await erasures.count(work.id, await eraseBeside(erasing, profile, now));
  const people = partsOf(profile);
  let left = mostItems;
  for (const person of people) {
    left -= await erasePartition(erasing, erasures, work.id, person, left);
    if (left <= 0) return 'more';
  }
  if (!work.emptyAt) {
    await erasures.empty(work, now);
    return 'empty';
  }
  if (left < mostItems || now.getTime() - Date.parse(work.emptyAt) < stragglers) return 'empty';
  await eraseBeside(erasing, profile, now);
  await erasures.finish(work, people, now);
  return 'done';
}

async function erasePartition(
  erasing: Erasing,
  erasures: Erasures,
  id: string,
  person: string,
  most: number,
): Promise<number> {
  let erased = 0;
  let batch: Item[] = [];
  const flush = async (): Promise<void> => {
    await Promise.all(batch.map((item) => eraseItem(erasing, item)));
    await erasures.count(id, countOf(batch));
    erased += batch.length;
    batch = [];
  };
  for await (const item of erasing.table.query<Item>({ ...wholePartition(person), limit: 4 * atOnce })) {
    batch.push(item);
    if (batch.length === atOnce) await flush();
    if (erased + batch.length >= most) break;
  }
  if (batch.length > 0) await flush();
  return erased;
}

async function eraseItem(erasing: Erasing, item: Item): Promise<void> {
  await traceOf(item).trace(item, erasing);
  await erasing.table.delete(item);
}

const countOf = (items: readonly Item[]): Counts =>
  Object.fromEntries(
    [...Map.groupBy(items, (item) => traceOf(item).kind)]
      .filter(([kind]) => kind !== 'other')
      .map(([kind, each]) => [kind, each.length]),
  );
