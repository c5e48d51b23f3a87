import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { type DocumentPath, valueAt } from '../expressions/document-path.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Item } from '../values/attribute-value.ts';
import { pending, update } from './requests.ts';
import { returnValues, writeItem } from './write-item.ts';

const words = ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const;

export function updateItem(catalog: Catalog, input: UpdateItemCommandInput): object {
  const table = catalog.get(input.TableName);
  const shown = returnValues(input.ReturnValues, words);
  const write = pending(update, table, input);
  return writeItem(catalog, write, input, (before, after) => {
    if (shown === 'NONE') return undefined;
    const item = shown.endsWith('OLD') ? before : after;
    return shown.startsWith('ALL') ? item : updatedPart(item ?? {}, write.paths);
  });
}

/** The attributes, each as a whole, in which something that the update names is there. */
function updatedPart(item: Item, paths: readonly DocumentPath[]): Item | undefined {
  const names = paths.filter((path) => valueAt(item, path)).map(([name]) => name);
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
}
