import type { Get, TransactGetItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws-error.ts';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { checkKeyForm, type Place, placeOfKey } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { fine, type Reason, refuseUnlessFine, wrong } from './decide.ts';
import { keyText } from './duplicates.ts';
import { type Projection, readProjection, seen } from './get-item.ts';

const maxItems = 100;
const maxBytes = 4 * 1024 * 1024;

export function transactGetItems(catalog: Catalog, input: TransactGetItemsCommandInput): object {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const wanted = readGets(input).map((get) => read(catalog, get));
  checkDistinct(wanted);
  const located = allLocated(wanted);
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  let bytes = 0;
  const responses = located.map(({ table, place, projection }) => {
    const found = table.read(place);
    bytes += found?.size ?? 0;
    capacity.add(table, 2 * readUnits(found?.size ?? 0, true));
    return found ? { Item: seen(found, projection.paths) } : {};
  });
  if (bytes > maxBytes) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
  const consumed = capacity.report(detail, true);
  return { Responses: responses, ...(consumed && { ConsumedCapacity: consumed }) };
}

function readGets({ TransactItems = [] }: TransactGetItemsCommandInput): readonly Get[] {
  if (TransactItems.length > maxItems) throw invalid('Member must have length less than or equal to 100');
  const gets = TransactItems.map(({ Get: get }) => get).filter((get) => get !== undefined);
  if (gets.length === 0 || gets.length < TransactItems.length)
    throw invalid("Value null at 'transactItems' failed to satisfy constraint: Member must not be null");
  return gets;
}

/** One item to be got, whose projection is right, and whose place is not looked for yet. */
interface Wanted {
  readonly table: Table;
  readonly projection: Projection;
  readonly key: Item;
}

function read(catalog: Catalog, get: Get): Wanted {
  const table = catalog.get(get.TableName);
  const projection = readProjection(get);
  if (!get.Key) throw invalid('Get Condition for key not in key list');
  return { table, projection, key: readItem(get.Key) };
}

/** Refuses to get an item twice, told by its key. @throws ValidationException */
function checkDistinct(wanted: readonly Wanted[]): void {
  const distinct = new Set(wanted.map(({ table, key }) => table.state.name + keyText(key)));
  if (distinct.size < wanted.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
}

/** Finds where all of them lie. @throws TransactionCanceledException when a key does not fit its table */
function allLocated(wanted: readonly Wanted[]) {
  for (const { table, projection, key } of wanted) {
    projection.checkKeys(table);
    checkKeyForm(table.state.key, key);
  }
  const located = wanted.map((each) => ({ ...each, ...locate(each) }));
  refuseUnlessFine(located.map((each) => ('reason' in each ? each.reason : fine)));
  return located.filter((each) => 'place' in each);
}

function locate({ table, key }: Wanted): { readonly place: Place } | { readonly reason: Reason } {
  try {
    return { place: placeOfKey(table.state.key, key) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { reason: wrong(error) };
  }
}
