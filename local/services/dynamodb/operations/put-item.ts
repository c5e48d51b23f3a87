import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Catalog } from '../storage/catalog.ts';
import { pending, put } from './requests.ts';
import { returnValues, writeItem } from './write-item.ts';

export function putItem(catalog: Catalog, input: PutItemCommandInput): object {
  const table = catalog.get(input.TableName);
  const shown = returnValues(input.ReturnValues, ['NONE', 'ALL_OLD']);
  const write = pending(put, table, input);
  return writeItem(catalog, write, input, (before) => (shown === 'ALL_OLD' ? before : undefined));
}
