import type { GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import type { PlaceholderInput } from '../expressions/placeholders.ts';
import { project } from '../expressions/projection.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import type { Catalog } from '../storage/catalog.ts';
import { readKey } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';

interface Projecting extends PlaceholderInput {
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
}

/** Which parts of items a request wants; undefined for all. @throws ValidationException */
export function readProjection(table: Table, input: Projecting): readonly DocumentPath[] | undefined {
  checkStyle(input);
  if (input.AttributesToGet) return input.AttributesToGet.map((name) => [name] as const);
  if (input.ProjectionExpression === undefined) return undefined;
  const expressions = new Expressions(input);
  const paths = expressions.projection(input.ProjectionExpression);
  expressions.check(table);
  return paths;
}

/** What a reader sees of an item. */
export const seen = (stored: StoredItem, paths: readonly DocumentPath[] | undefined): Item =>
  paths ? project(stored.item, paths) : stored.item;

export function getItem(catalog: Catalog, input: GetItemCommandInput): object {
  const table = catalog.get(input.TableName);
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const { place } = readKey(table.state.key, input.Key);
  const paths = readProjection(table, input);
  const found = table.read(place);
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  capacity.add(table, readUnits(found?.size ?? 0, input.ConsistentRead ?? false));
  const consumed = capacity.report(detail)?.[0];
  return { ...(found && { Item: seen(found, paths) }), ...(consumed && { ConsumedCapacity: consumed }) };
}
