import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { items } from './arbitrary/items.ts';
import type { Json, Request } from './client.ts';
import { stable } from './comparable.ts';
import { startWhereItCan } from './dynamodb-local.ts';
import { examples } from './examples.ts';
import { canonical, knownDifferences, settled } from './known-differences.ts';
import { allPages } from './paging.ts';
import { Pair } from './pair.ts';
import { compare, renew, run, sequences } from './sequence.ts';
import { type Shape, shapes } from './shapes.ts';
import { singles } from './singles.ts';

/** How many sequences are tried on each table; `npm run test:dynamodb -- --seeds N` tries more. */
const seeds = Number(process.env.DYNAMODB_SEEDS ?? 40);
const seed = Number(process.env.DYNAMODB_SEED ?? 1);
const patienceMs = 3_600_000;

const local = await startWhereItCan();
afterAll(() => local?.stop());

const [indexed] = shapes as [Shape];
const text = { S: 'x'.repeat(200_000) };

describe.skipIf(!local)('DynamoDB, beside DynamoDB Local', () => {
  let pair: Pair;
  beforeAll(async () => {
    if (local) pair = await Pair.open(local);
  });
  afterAll(() => pair.close());

  const put = (shape: Shape, item: object) => pair.ask('PutItem', { TableName: shape.name, Item: item });

  it.each(shapes.map((shape) => [shape.name, shape] as const))(
    'answers alike to any operations on the table %s, which then holds the same',
    (_name, shape) =>
      fc.assert(
        fc.asyncProperty(sequences(shape), (requests) => run(pair, shape, requests)),
        { seed, numRuns: seeds },
      ),
    patienceMs,
  );

  it.each(singles)('answers alike to %s', async (_name, requests: readonly Request[]) => {
    await renew(pair, indexed);
    for (const { operation, input } of requests) compare(await pair.ask(operation, input));
  });

  it('gives the same items page by page, whatever the limit, the index and the direction', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(items(indexed), { minLength: 5, maxLength: 15 }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        async (list, Limit, ScanIndexForward) => {
          await renew(pair, indexed);
          for (const item of list) compare(await put(indexed, item));
          for (const index of [undefined, ...indexed.indexes]) {
            const target = { TableName: indexed.name, ...(index && { IndexName: index.name }), Limit };
            const scans = [
              await allPages(pair, 'theirs', 'Scan', target),
              await allPages(pair, 'ours', 'Scan', target),
            ].map(({ items: found, scanned }) => [sortedTexts(found), scanned]);
            expect(scans[1]).toEqual(scans[0]);
            const hash = (index ?? indexed).hash.name;
            const input = {
              ...target,
              ScanIndexForward,
              KeyConditionExpression: `${hash} = :hash`,
              ExpressionAttributeValues: { ':hash': { S: 'a' } },
            };
            const [theirs, ours] = [
              await allPages(pair, 'theirs', 'Query', input),
              await allPages(pair, 'ours', 'Query', input),
            ];
            expect(ours.scanned).toEqual(theirs.scanned);
            // Items with the same key in an index come in any order.
            const inOrder = index === undefined;
            expect(inOrder ? texts(ours.items) : sortedTexts(ours.items)).toEqual(
              inOrder ? texts(theirs.items) : sortedTexts(theirs.items),
            );
          }
        },
      ),
      { seed, numRuns: Math.ceil(seeds / 10) },
    );
  }, 600_000);

  it('breaks pages at 1 MB', async () => {
    await renew(pair, indexed);
    for (let index = 10; index < 18; index += 1)
      compare(await put(indexed, { pk: { S: 'a' }, sk: { S: String(index) }, text }));
    const input = {
      TableName: indexed.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
      ReturnConsumedCapacity: 'INDEXES',
    };
    const first = await pair.ask('Query', input);
    compare(first);
    const { LastEvaluatedKey: ExclusiveStartKey } = first.ours.body;
    expect(ExclusiveStartKey).toBeDefined();
    compare(await pair.ask('Query', { ...input, ExclusiveStartKey }));
  });

  it('shares all items out among the segments of a parallel scan', async () => {
    await renew(pair, indexed);
    const keys = Array.from({ length: 30 }, (_, index) => ({ pk: { S: `p${index}` }, sk: { S: 'a' } }));
    for (const key of keys) compare(await put(indexed, key));
    for (const side of ['theirs', 'ours'] as const) {
      const segments = await Promise.all(
        [0, 1, 2].map((Segment) =>
          allPages(pair, side, 'Scan', { TableName: indexed.name, Segment, TotalSegments: 3, Limit: 4 }),
        ),
      );
      expect(sortedTexts(segments.flatMap(({ items: found }) => found))).toEqual(sortedTexts(keys));
    }
  });

  it.each(knownDifferences.map(({ name }) => name))('knows that DynamoDB Local %s', async (name) => {
    const example = examples[name];
    if (!example) throw new Error(`no example shows that DynamoDB Local ${name}`);
    await renew(pair, indexed);
    const shown = new Set<string>();
    for (const { operation, input } of example)
      for (const each of settled(await pair.ask(operation, input)).shown) shown.add(each.name);
    expect([...shown]).toContain(name);
  });
});

const sortedTexts = (list: readonly Json[]): readonly string[] => texts(list).sort();

const texts = (list: readonly Json[]): string[] => list.map((each) => stable(canonical(each)));
