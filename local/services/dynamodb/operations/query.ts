import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport } from '../capacity.ts';
import { checkFilterCarried, checkFilterKeys } from '../expressions/filter-paths.ts';
import { type KeyCondition, readKeyCondition } from '../expressions/key-condition.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { boundsOf, within } from '../storage/key-range.ts';
import { type KeySchema, keyColumn } from '../storage/key-schema.ts';
import { walk } from '../storage/walk.ts';
import type { Item } from '../values/attribute-value.ts';
import { equalValues } from '../values/compare.ts';
import { readPage, readStart } from './page.ts';
import { checkConsistency, checkLimit, checkSelect, fetchesBeyond, readIndex } from './selection.ts';

export function query(catalog: Catalog, input: QueryCommandInput): object {
  const table = catalog.get(input.TableName);
  checkLimit(input.Limit);
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const index = readIndex(table, input);
  checkStyle(input);
  if (input.KeyConditionExpression === undefined)
    throw invalid(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );

  const expressions = new Expressions(input);
  const filter = expressions.filter(input.FilterExpression);
  const paths = expressions.projection(input.ProjectionExpression);
  const { condition, binder } = expressions.keyCondition(input.KeyConditionExpression);
  expressions.check(table);
  const schema = index?.state.key ?? table.state.key;
  const wanted = readKeyCondition(condition, schema, binder);
  checkConsistency(index, input, 'querying');
  const countOnly = checkSelect(input);
  checkFilterKeys(filter?.paths, schema);
  checkFilterCarried(filter?.paths, index);
  const fetches = fetchesBeyond(index, input, paths);

  const from = readStart(table, index, input.ExclusiveStartKey);
  if (from) checkStartWithin(from.key, schema, wanted);
  const backwards = input.ScanIndexForward === false;
  const items = walk(catalog.context.store, {
    table,
    index,
    hash: keyColumn(wanted.hash),
    bounds: boundsOf(wanted.range),
    start: from?.start,
    backwards,
  });
  const consistent = input.ConsistentRead ?? false;
  const view = {
    table,
    index,
    filter: filter?.holds,
    paths,
    fetches,
    countOnly,
    limit: input.Limit,
    consistent,
  };
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  const page = readPage(items, view, capacity);
  const consumed = capacity.report(detail)?.[0];
  return { ...page, ...(consumed && { ConsumedCapacity: consumed }) };
}

function checkStartWithin(key: Item, { hash, range }: KeySchema, wanted: KeyCondition): void {
  const start = key[hash.name];
  if (!start || !equalValues(start, wanted.hash) || !within(wanted.range, range && key[range.name]))
    throw invalid('The provided starting key does not match the range key predicate');
}
