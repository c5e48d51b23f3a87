import type { BatchGetItemCommandInput, KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { type Place, placeOfKey } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { checkNoDuplicates, keyText } from './duplicates.ts';
import { readProjection, seen } from './get-item.ts';

const maxKeys = 100;
const maxBytes = 16 * 1024 * 1024;

interface Wanted {
  readonly name: string;
  readonly request: KeysAndAttributes;
  readonly table: Table;
  readonly places: readonly Place[];
  readonly paths: readonly DocumentPath[] | undefined;
}

/** Items past 16 MB are answered as `UnprocessedKeys`. */
export function batchGetItem(catalog: Catalog, input: BatchGetItemCommandInput): object {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const wanted = read(catalog, input);
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, KeysAndAttributes> = {};
  let bytes = 0;
  for (const { name, request, table, places, paths } of wanted) {
    const items: Item[] = [];
    responses[name] = items;
    for (const [index, place] of places.entries()) {
      const found = table.read(place);
      bytes += found?.size ?? 0;
      if (bytes > maxBytes) {
        unprocessed[name] = { ...request, Keys: request.Keys?.slice(index) };
        break;
      }
      capacity.add(table, readUnits(found?.size ?? 0, request.ConsistentRead ?? false));
      if (found) items.push(seen(found, paths));
    }
  }
  const consumed = capacity.report(detail);
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(consumed && { ConsumedCapacity: consumed }),
  };
}

function read(catalog: Catalog, { RequestItems = {} }: BatchGetItemCommandInput): readonly Wanted[] {
  const requests = Object.entries(RequestItems);
  if (requests.length === 0) throw invalid('BatchGetItem must have some requests set');
  const wanted = requests.map(([name, request]) => readTable(catalog, name, request));
  if (wanted.reduce((count, { places }) => count + places.length, 0) > maxKeys)
    throw invalid('Too many items requested for the BatchGetItem call');
  return wanted;
}

function readTable(catalog: Catalog, name: string, request: KeysAndAttributes): Wanted {
  const keys = request.Keys ?? [];
  if (keys.length === 0)
    throw invalid(`The list of keys in RequestItems for BatchGetItem is required: ${name} has empty list`);
  const table = catalog.get(name);
  if (keys.some((key) => !key))
    throw invalid(
      `The list of keys in RequestItems for BatchGetItem may not contain null or empty values: ${name} has one or more empty keys`,
    );
  const read = keys.map((key) => readItem(key));
  checkNoDuplicates(read.map(keyText));
  const places = read.map((key) => placeOfKey(table.state.key, key));
  const projection = readProjection(request);
  projection.checkKeys(table);
  return { name, request, table, places, paths: projection.paths };
}
