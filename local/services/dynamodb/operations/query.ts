import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { capacityReport } from '../capacity.ts';
import { checkFilterCarried, checkFilterKeys } from '../expressions/filter-paths.ts';
import { type KeyCondition, keyConditionOf, readParts } from '../expressions/key-condition.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { boundsOf, within } from '../storage/key-range.ts';
import { type KeySchema, keyColumn } from '../storage/key-schema.ts';
import { walk } from '../storage/walk.ts';
import type { Item } from '../values/attribute-value.ts';
import { equalValues } from '../values/compare.ts';
import { answer, readStart } from './page.ts';
import { checkConsistency, checkLimit, checkSelect, fetchesBeyond, readIndex } from './selection.ts';

export function query(catalog: Catalog, input: QueryCommandInput): object {
  const table = catalog.get(input.TableName);
  checkLimit(input.Limit);
  capacityReport(input.ReturnConsumedCapacity);
  const index = readIndex(table, input);
  checkStyle(input, ['FilterExpression', 'KeyConditionExpression']);
  if (input.KeyConditionExpression === undefined)
    throw invalid(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );

  const expressions = new Expressions(input);
  const filter = expressions.filter(input.FilterExpression);
  const paths = expressions.projection(input.ProjectionExpression);
  const { condition, binder } = expressions.keyCondition(input.KeyConditionExpression);
  expressions.checkUsed();
  expressions.checkKeys(table);
  const parts = readParts(condition, binder);
  checkConsistency(index, input, 'querying');
  const schema = index?.state.key ?? table.state.key;
  const wanted = keyConditionOf(parts, schema);
  checkFilterKeys(filter?.paths, schema);
  checkFilterCarried(filter?.paths, index);
  const countOnly = checkSelect(index, input);
  const fetches = fetchesBeyond(index, input, paths);

  const from = readStart(table, index, input.ExclusiveStartKey);
  if (from) checkStartWithin(from.key, schema, wanted);
  const items = walk(catalog.context.store, {
    table,
    index,
    hash: keyColumn(wanted.hash),
    bounds: boundsOf(wanted.range),
    start: from?.start,
    backwards: input.ScanIndexForward === false,
  });
  return answer(catalog, input, { table, index, filter: filter?.holds, paths, fetches, countOnly }, items);
}

function checkStartWithin(key: Item, { hash, range }: KeySchema, wanted: KeyCondition): void {
  const start = key[hash.name];
  if (!start || !equalValues(start, wanted.hash) || !within(wanted.range, range && key[range.name]))
    throw invalid('The provided starting key does not match the range key predicate');
}
