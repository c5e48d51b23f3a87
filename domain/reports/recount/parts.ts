import type { RecordedEvent } from '../../events/recorded-event.ts';
import { wholePartition } from '../../records.ts';
import type { Item, Table } from '../../table.ts';
import { mergedBy } from '../history.ts';

/** Whole partitions: a person's and those of all who were merged into them, by whose they are. */
export type Parts = ReadonlyMap<string, readonly Item[]>;

/** A partition's items whose sort keys begin so, in their order. */
export const itemsAt = <T>(items: readonly Item[], prefix: string): readonly T[] =>
  items.filter(({ sk }) => sk.startsWith(prefix)) as readonly object[] as readonly T[];

/** Reads a person's partitions as they are at this moment. Who was merged into whom is told by their timelines. */
export async function readParts(table: Pick<Table, 'query'>, person: string): Promise<Parts> {
  const parts = new Map<string, readonly Item[]>();
  const left = [person];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (parts.has(part)) continue;
    const items = await Array.fromAsync(table.query<Item>(wholePartition(part)));
    parts.set(part, items);
    left.push(...mergedBy(itemsAt<RecordedEvent>(items, 'EVENT#')));
  }
  return parts;
}
