import type { BatchWriteItemCommandInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport } from '../capacity.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Table } from '../storage/table.ts';
import { checkNoDuplicates, placeText } from './duplicates.ts';
import { countWrite, type PendingWrite, store } from './pending-write.ts';
import { pending, put, remove } from './requests.ts';

const maxWrites = 25;

export function batchWriteItem(catalog: Catalog, input: BatchWriteItemCommandInput): object {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const writes = read(catalog, input);
  const capacity = new Capacity(catalog.context.usage, 'writeUnits');
  catalog.context.store.transaction(() => {
    for (const write of writes) {
      const before = write.table.read(write.place);
      const after = write.outcome === 'unchanged' ? before : write.outcome(before?.item);
      store(catalog, write, before, after);
      countWrite(capacity, write, before, after);
    }
  });
  const consumed = capacity.report(detail);
  return { UnprocessedItems: {}, ...(consumed && { ConsumedCapacity: consumed }) };
}

function read(catalog: Catalog, { RequestItems = {} }: BatchWriteItemCommandInput): readonly PendingWrite[] {
  const requests = Object.entries(RequestItems);
  if (requests.length === 0) throw invalid('BatchWriteItem cannot have a null or no requests set');
  const writes = requests.flatMap(([name, list]) => readTable(catalog, name, list));
  if (writes.length > maxWrites) throw invalid('Too many items requested for the BatchWriteItem call');
  return writes;
}

function readTable(
  catalog: Catalog,
  name: string,
  requests: readonly WriteRequest[],
): readonly PendingWrite[] {
  if (requests.length === 0)
    throw invalid(`The batch write request list for a table cannot be null or empty: ${name}`);
  const table = catalog.get(name);
  const writes = requests.map((request) => readWrite(table, request));
  checkNoDuplicates(writes.map(({ place }) => placeText(place)));
  return writes;
}

const nullValue = () => invalid('The supplied Item contains a null AttributeValue');

function readWrite(table: Table, { PutRequest, DeleteRequest }: WriteRequest): PendingWrite {
  if (PutRequest && !DeleteRequest) {
    if (!PutRequest.Item) throw nullValue();
    return pending(put, table, { Item: PutRequest.Item });
  }
  if (DeleteRequest && !PutRequest) {
    if (!DeleteRequest.Key) throw nullValue();
    return pending(remove, table, { Key: DeleteRequest.Key });
  }
  throw invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
}
