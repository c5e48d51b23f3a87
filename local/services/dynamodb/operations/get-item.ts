import type { GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import type { PlaceholderInput } from '../expressions/placeholders.ts';
import { project } from '../expressions/projection.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import type { Catalog } from '../storage/catalog.ts';
import { placeOfKey, readKeyValues } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';

interface Projecting extends PlaceholderInput {
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
}

/** Which parts of items a request wants; no paths for all. */
export interface Projection {
  readonly paths: readonly DocumentPath[] | undefined;
  /** Refuses paths into the table's keys. @throws ValidationException */
  checkKeys(table: Table): void;
}

/** @throws ValidationException */
export function readProjection(input: Projecting): Projection {
  checkStyle(input, []);
  if (input.AttributesToGet)
    return { paths: input.AttributesToGet.map((name) => [name] as const), checkKeys: () => undefined };
  if (input.ProjectionExpression === undefined) return { paths: undefined, checkKeys: () => undefined };
  const expressions = new Expressions(input);
  const paths = expressions.projection(input.ProjectionExpression);
  expressions.checkUsed();
  return { paths, checkKeys: (table) => expressions.checkKeys(table) };
}

/** What a reader sees of an item. */
export const seen = (stored: StoredItem, paths: readonly DocumentPath[] | undefined): Item =>
  paths ? project(stored.item, paths) : stored.item;

export function getItem(catalog: Catalog, input: GetItemCommandInput): object {
  const table = catalog.get(input.TableName);
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const projection = readProjection(input);
  projection.checkKeys(table);
  const place = placeOfKey(table.state.key, readKeyValues(input.Key));
  const found = table.read(place);
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  capacity.add(table, readUnits(found?.size ?? 0, input.ConsistentRead ?? false));
  const consumed = capacity.report(detail)?.[0];
  return {
    ...(found && { Item: seen(found, projection.paths) }),
    ...(consumed && { ConsumedCapacity: consumed }),
  };
}
