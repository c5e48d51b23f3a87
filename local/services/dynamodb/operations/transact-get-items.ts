import type { Get, TransactGetItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { readKey } from '../storage/key-schema.ts';
import { placeText } from './duplicates.ts';
import { readProjection, seen } from './get-item.ts';

const maxItems = 100;
const maxBytes = 4 * 1024 * 1024;

export function transactGetItems(catalog: Catalog, input: TransactGetItemsCommandInput): object {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const wanted = readGets(input).map((get) => read(catalog, get));
  const distinct = new Set(wanted.map(({ table, place }) => table.state.name + placeText(place)));
  if (distinct.size < wanted.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  let bytes = 0;
  const responses = wanted.map(({ table, place, paths }) => {
    const found = table.read(place);
    bytes += found?.size ?? 0;
    capacity.add(table, 2 * readUnits(found?.size ?? 0, true));
    return found ? { Item: seen(found, paths) } : {};
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

function read(catalog: Catalog, get: Get) {
  const table = catalog.get(get.TableName);
  return { table, place: readKey(table.state.key, get.Key).place, paths: readProjection(table, get) };
}
