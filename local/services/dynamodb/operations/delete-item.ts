import type { DeleteItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Catalog } from '../storage/catalog.ts';
import { pending, remove } from './requests.ts';
import { returnValues, writeItem } from './write-item.ts';

export function deleteItem(catalog: Catalog, input: DeleteItemCommandInput): object {
  const table = catalog.get(input.TableName);
  const shown = returnValues(input.ReturnValues, ['NONE', 'ALL_OLD']);
  const write = pending(remove, table, input);
  return writeItem(catalog, write, input, (before) => (shown === 'ALL_OLD' ? before : undefined));
}
