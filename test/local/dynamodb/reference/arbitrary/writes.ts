import fc, { type Arbitrary } from 'fast-check';
import type { Request } from '../client.ts';
import type { Shape } from '../shapes.ts';
import { conditions, updates } from './expressions.ts';
import { items, keys } from './items.ts';
import { slips, type Text, written } from './text.ts';

export type Members = Record<string, unknown>;

/** A member that is often left out. */
export const word = (member: string, ...words: readonly string[]): Arbitrary<Members> =>
  fc
    .option(fc.constantFrom(...words), { nil: undefined })
    .map((each) => (each === undefined ? {} : { [member]: each }));

export const capacity = word('ReturnConsumedCapacity', 'TOTAL', 'INDEXES', 'NONE');
const metrics = word('ReturnItemCollectionMetrics', 'NONE', 'SIZE');
const onFailure = word('ReturnValuesOnConditionCheckFailure', 'ALL_OLD', 'NONE');

/** All members together. */
export const merged = (...parts: readonly Arbitrary<Members>[]): Arbitrary<Members> =>
  fc.tuple(...parts).map((members) => Object.assign({}, ...members));

export const optional = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

export const expressed = (
  expressions: Readonly<Record<string, Arbitrary<Text | undefined>>>,
): Arbitrary<Members> => fc.tuple(fc.record(expressions), slips).map(([texts, slip]) => written(texts, slip));

const condition = { ConditionExpression: optional(conditions) };
const put = (shape: Shape) =>
  merged(
    items(shape).map((Item) => ({ Item })),
    expressed(condition),
    onFailure,
  );
const remove = (shape: Shape) =>
  merged(
    keys(shape).map((Key) => ({ Key })),
    expressed(condition),
    onFailure,
  );
const update = (shape: Shape) =>
  merged(
    keys(shape).map((Key) => ({ Key })),
    expressed({ UpdateExpression: updates, ...condition }),
    onFailure,
  );
const check = (shape: Shape) =>
  merged(
    keys(shape).map((Key) => ({ Key })),
    expressed({ ConditionExpression: conditions }),
    onFailure,
  );

const single = (
  operation: string,
  { name }: Shape,
  members: Arbitrary<Members>,
  words: readonly string[],
): Arbitrary<Request> =>
  merged(members, word('ReturnValues', 'NONE', ...words), capacity, metrics).map((input) => ({
    operation,
    input: { TableName: name, ...input },
  }));

const plainPut = (shape: Shape): Arbitrary<Request> =>
  items(shape).map((Item) => ({ operation: 'PutItem', input: { TableName: shape.name, Item } }));

/** A list that is mostly short, seldom empty. */
export const few = <T>(each: Arbitrary<T>): Arbitrary<readonly T[]> =>
  fc.oneof(
    { weight: 40, arbitrary: fc.array(each, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  );

const batch = (shape: Shape): Arbitrary<Request> =>
  merged(
    few(
      fc.oneof(
        items(shape).map((Item) => ({ PutRequest: { Item } })),
        keys(shape).map((Key) => ({ DeleteRequest: { Key } })),
      ),
    ).map((list) => ({ RequestItems: { [shape.name]: list } })),
    capacity,
    metrics,
  ).map((input) => ({ operation: 'BatchWriteItem', input }));

/** Tokens come back, with the same transaction or another. */
const tokens: Arbitrary<Members> = fc
  .oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.constantFrom('first', 'second') },
  )
  .map((token) => (token === undefined ? {} : { ClientRequestToken: token }));

const transaction = (shape: Shape): Arbitrary<Request> => {
  const TableName = shape.name;
  const each = fc.oneof(
    put(shape).map((members) => ({ Put: { TableName, ...members } })),
    update(shape).map((members) => ({ Update: { TableName, ...members } })),
    remove(shape).map((members) => ({ Delete: { TableName, ...members } })),
    check(shape).map((members) => ({ ConditionCheck: { TableName, ...members } })),
  );
  return merged(
    few(each).map((TransactItems) => ({ TransactItems })),
    tokens,
    capacity,
    metrics,
  ).map((input) => ({ operation: 'TransactWriteItems', input }));
};

/** Operations that write. */
export const writes = (shape: Shape): Arbitrary<Request> =>
  fc.oneof(
    { weight: 4, arbitrary: plainPut(shape) },
    { weight: 2, arbitrary: single('PutItem', shape, put(shape), ['ALL_OLD', 'ALL_NEW']) },
    { weight: 1, arbitrary: single('DeleteItem', shape, remove(shape), ['ALL_OLD', 'UPDATED_OLD']) },
    {
      weight: 5,
      arbitrary: single('UpdateItem', shape, update(shape), [
        'ALL_OLD',
        'ALL_NEW',
        'UPDATED_OLD',
        'UPDATED_NEW',
      ]),
    },
    { weight: 1, arbitrary: batch(shape) },
    { weight: 3, arbitrary: transaction(shape) },
  );
