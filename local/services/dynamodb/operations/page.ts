import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import type { Predicate } from '../expressions/condition.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import { project } from '../expressions/projection.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Index } from '../storage/index.ts';
import { keyColumn, keyNames, keyOf, placeOf } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table } from '../storage/table.ts';
import type { Start } from '../storage/walk.ts';
import { type Item, typeOf } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { itemSize } from '../values/size.ts';
import type { Reading } from './selection.ts';

const maxPageBytes = 1024 * 1024;

/** What of the items a page shows. */
interface View {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly filter: Predicate | undefined;
  /** Undefined for all that the index carries, or that the item has. */
  readonly paths: readonly DocumentPath[] | undefined;
  /** Read the items themselves rather than what the index carries of them. */
  readonly fetches: boolean;
  readonly countOnly: boolean;
}

/** Answers a query or scan that goes over these items: a page of them, and what reading it consumed. */
export function answer(catalog: Catalog, input: Reading, view: View, items: Iterable<StoredItem>): object {
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  const page = readPage(items, view, input, capacity);
  const consumed = capacity.report(capacityReport(input.ReturnConsumedCapacity))?.[0];
  return { ...page, ...(consumed && { ConsumedCapacity: consumed }) };
}

/** Up to `Limit` items or 1 MB before filtering. */
function readPage(
  items: Iterable<StoredItem>,
  view: View,
  { Limit: limit, ConsistentRead: consistent = false }: Reading,
  capacity: Capacity,
): object {
  const { table, index, filter, paths } = view;
  const shown: Item[] = [];
  let [count, scanned, bytes, fetched] = [0, 0, 0, 0];
  let last: Item | undefined;
  for (const stored of items) {
    const carried = index?.projected(stored.item);
    scanned += 1;
    bytes += carried && carried !== stored.item ? itemSize(carried) : stored.size;
    if (view.fetches) fetched += readUnits(stored.size, consistent);
    const item = view.fetches || !carried ? stored.item : carried;
    if (!filter || filter(index?.isGlobal ? item : stored.item)) {
      count += 1;
      if (!view.countOnly) shown.push(paths ? project(item, paths) : item);
    }
    if (scanned === limit || bytes >= maxPageBytes) {
      last = stored.item;
      break;
    }
  }
  capacity.add(table, readUnits(bytes, consistent), index);
  if (fetched > 0) capacity.add(table, fetched);
  return {
    ...(!view.countOnly && { Items: shown }),
    Count: count,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: startKeyOf(table, index, last) }),
  };
}

const startKeyOf = (table: Table, index: Index | undefined, item: Item): Item => ({
  ...keyOf(table.state.key, item),
  ...(index && keyOf(index.state.key, item)),
});

/** Reads where a page starts. @throws ValidationException */
export function readStart(
  table: Table,
  index: Index | undefined,
  input: unknown,
): { readonly key: Item; readonly start: Start } | undefined {
  if (input === undefined) return undefined;
  const key = readItem(input);
  const names = new Set([...table.keyNames, ...(index ? keyNames(index.state.key) : [])]);
  if (Object.keys(key).length !== names.size)
    throw invalid("Exclusive Start Key must have same size as table's key schema");
  const schemas = index ? [index.state.key, table.state.key] : [table.state.key];
  for (const attribute of schemas.flatMap(({ hash, range }) => [hash, range])) {
    const value = attribute && key[attribute.name];
    if (attribute && !value) throw invalid('The provided starting key is invalid');
    if (attribute && value && typeOf(value) !== attribute.type)
      throw invalid('Type mismatch for attribute to update');
  }
  const { pk, sk } = placeOf(table.state.key, key);
  if (!index) return { key, start: [pk, sk] };
  const { hash, range } = index.state.key;
  return { key, start: [keyColumn(key[hash.name]), range ? keyColumn(key[range.name]) : '', pk, sk] };
}
