import type { Json, JsonObject } from './client.ts';
import { stable } from './comparable.ts';
import type { Pair } from './pair.ts';

type Side = 'theirs' | 'ours';

const mostPages = 200;

/** What all pages of a query or scan of one side hold together. */
export interface Whole {
  /** Items, in the order of the pages. */
  readonly items: readonly Json[];
  /** Items looked at on each page. */
  readonly scanned: readonly number[];
}

/** Follows one side from page to page, each side by its own keys: their order of partitions is not ours. */
export async function allPages(
  pair: Pair,
  side: Side,
  operation: 'Query' | 'Scan',
  input: JsonObject,
): Promise<Whole> {
  const items: Json[] = [];
  const scanned: number[] = [];
  let start: Json | undefined;
  do {
    if (scanned.length === mostPages)
      throw new Error(`${operation} of ${side} does not end: ${stable(input)}`);
    const answer = await pair.askOne(side, {
      operation,
      input: { ...input, ...(start !== undefined && { ExclusiveStartKey: start }) },
    });
    if (answer.status !== 200) throw new Error(`${side} refused ${operation}: ${stable(answer.body)}`);
    if (Array.isArray(answer.body.Items)) items.push(...answer.body.Items);
    scanned.push(Number(answer.body.ScannedCount));
    start = answer.body.LastEvaluatedKey;
  } while (start !== undefined);
  return { items, scanned };
}
