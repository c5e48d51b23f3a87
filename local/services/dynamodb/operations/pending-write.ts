import type { Capacity } from '../capacity.ts';
import { indexWriteUnits, writeUnits } from '../capacity.ts';
import type { Predicate } from '../expressions/condition.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Place } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';

/** What an item is to become, with its size; undefined when it is to go. */
export type Outcome = { readonly item: Item; readonly size: number } | undefined;

/** A write whose request has been found right, and which waits for the item that is there. */
export interface PendingWrite {
  readonly table: Table;
  readonly place: Place;
  readonly condition: Predicate | undefined;
  /** Tell the item to whom the condition fails. */
  readonly showsItem: boolean;
  /** What the item becomes; a mere check leaves it alone. @throws ValidationException when it cannot be */
  readonly outcome: 'unchanged' | ((before: Item | undefined) => Outcome);
  /** What an update names. */
  readonly paths: readonly DocumentPath[];
}

const nothing: Item = {};

export const conditionHolds = ({ condition }: PendingWrite, before: StoredItem | undefined): boolean =>
  condition === undefined || condition(before?.item ?? nothing);

/** Counts what a write consumes. `factor` is 2 in transactions. A write that its condition refused costs as well. */
export function countWrite(
  capacity: Capacity,
  { table }: PendingWrite,
  before: StoredItem | undefined,
  after: Outcome,
  factor = 1,
): void {
  capacity.add(table, factor * writeUnits(before?.size ?? 0, after?.size ?? 0));
  for (const index of table.indexes) {
    const units = indexWriteUnits(index, before?.item, after?.item);
    if (units > 0) capacity.add(table, factor * units, index);
  }
}

/** Writes down what has been decided. Call it within a transaction. */
export function store(
  catalog: Catalog,
  { table, place }: PendingWrite,
  before: StoredItem | undefined,
  after: Outcome,
): void {
  if (!after) {
    if (before) table.delete(place, before);
    return;
  }
  const expires = table.put(place, after.item, after.size, before);
  if (expires !== undefined) catalog.expiry.expect(table, expires);
}
