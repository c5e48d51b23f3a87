import { createHash } from 'node:crypto';
import type { ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { capacityReport } from '../capacity.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { type KeyAttribute, keyColumn } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { walk } from '../storage/walk.ts';
import { answer, readStart } from './page.ts';
import { checkConsistency, checkLimit, checkSelect, fetchesBeyond, readIndex } from './selection.ts';

const maxSegments = 1_000_000;

/** The share of a parallel scan that one worker reads. */
interface Segment {
  readonly number: number;
  readonly of: number;
}

export function scan(catalog: Catalog, input: ScanCommandInput): object {
  const table = catalog.get(input.TableName);
  const index = readIndex(table, input);
  checkConsistency(index, input, 'scanning');
  checkLimit(input.Limit);
  const segment = readSegment(input);
  capacityReport(input.ReturnConsumedCapacity);
  checkStyle(input, ['FilterExpression']);

  const expressions = new Expressions(input);
  const filter = expressions.filter(input.FilterExpression);
  const paths =
    input.AttributesToGet?.map((name) => [name] as const) ??
    expressions.projection(input.ProjectionExpression);
  expressions.checkUsed();
  const countOnly = checkSelect(index, input);
  expressions.checkKeys(table);
  const fetches = fetchesBeyond(index, input, paths);

  const start = readStart(table, index, input.ExclusiveStartKey)?.start;
  const items = walk(catalog.context.store, { table, index, start });
  const { hash } = (index?.state ?? table.state).key;
  return answer(
    catalog,
    input,
    { table, index, filter: filter?.holds, paths, fetches, countOnly },
    segment ? within(segment, hash, items) : items,
  );
}

function readSegment({ Segment: number, TotalSegments: of }: ScanCommandInput): Segment | undefined {
  if (number === undefined && of === undefined) return undefined;
  if (of === undefined) throw invalid('If segment is specified, total segment must also be specified');
  if (number === undefined)
    throw invalid(
      'If total segments is specified, a particular segment must also be specified for this request',
    );
  const atMost = (value: number, member: string, limit: number) => {
    if (value > limit || value < 0)
      throw invalid(
        `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
          `Member must have value less than or equal to ${limit}`,
      );
  };
  atMost(of, 'totalSegments', maxSegments);
  atMost(number, 'segment', of - 1);
  return { number, of };
}

/** The items of a segment: those whose partition's hash falls into it, so that a partition stays together. */
function* within(
  { number, of }: Segment,
  { name }: KeyAttribute,
  items: Iterable<StoredItem>,
): Generator<StoredItem, void, undefined> {
  for (const stored of items) {
    const partition = keyColumn(stored.item[name]);
    if (createHash('md5').update(partition).digest().readUInt32BE(0) % of === number) yield stored;
  }
}
