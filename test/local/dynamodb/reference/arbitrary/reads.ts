import fc, { type Arbitrary } from 'fast-check';
import type { Request } from '../client.ts';
import type { KeyAttribute, Shape } from '../shapes.ts';
import { conditions, given, paths, projections } from './expressions.ts';
import { keys, keyValue } from './items.ts';
import { type Text, text } from './text.ts';
import { mostlyValues } from './values.ts';
import { capacity, expressed, few, type Members, merged, optional, word } from './writes.ts';

const consistency: Arbitrary<Members> = fc
  .option(fc.boolean(), { nil: undefined })
  .map((ConsistentRead) => (ConsistentRead === undefined ? {} : { ConsistentRead }));

const projecting = expressed({ ProjectionExpression: optional(projections) });

const get = (shape: Shape): Arbitrary<Request> =>
  merged(
    keys(shape).map((Key) => ({ TableName: shape.name, Key })),
    projecting,
    consistency,
    capacity,
  ).map((input) => ({ operation: 'GetItem', input }));

const batch = (shape: Shape): Arbitrary<Request> =>
  merged(
    fc
      .tuple(few(keys(shape)), projecting, consistency)
      .map(([Keys, ...more]) => ({ RequestItems: { [shape.name]: Object.assign({ Keys }, ...more) } })),
    capacity,
  ).map((input) => ({ operation: 'BatchGetItem', input }));

const transaction = (shape: Shape): Arbitrary<Request> =>
  merged(
    few(
      fc
        .tuple(keys(shape), projecting)
        .map(([Key, more]) => ({ Get: { TableName: shape.name, Key, ...more } })),
    ).map((TransactItems) => ({ TransactItems })),
    capacity,
  ).map((input) => ({ operation: 'TransactGetItems', input }));

const select = word('Select', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES');

const literal = (attribute: KeyAttribute): Arbitrary<Text> =>
  given(fc.oneof({ weight: 30, arbitrary: keyValue(attribute) }, { weight: 1, arbitrary: mostlyValues }));

const rangeTests = (range: KeyAttribute): Arbitrary<Text> => {
  const [name, value] = [range.name, literal(range)];
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), value)
        .map(([operator, each]) => text(`${name} ${operator} `, each)),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(value, value).map(([low, high]) => text(`${name} BETWEEN `, low, ' AND ', high)),
    },
    { weight: 3, arbitrary: value.map((each) => text(`begins_with(${name}, `, each, ')')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value, fc.constantFrom('<>', 'IN', 'contains'))
        .map(([each, how]) =>
          how === 'IN'
            ? text(`${name} IN (`, each, ')')
            : how === 'contains'
              ? text(`contains(${name}, `, each, ')')
              : text(`${name} <> `, each),
        ),
    },
  );
};

const keyConditions = ({ hash, range }: Pick<Shape, 'hash' | 'range'>): Arbitrary<Text> => {
  const partition = literal(hash).map((value) => text(`${hash.name} = `, value));
  return fc.oneof(
    { weight: 6, arbitrary: partition },
    ...(range
      ? [
          {
            weight: 8,
            arbitrary: fc
              .tuple(partition, rangeTests(range))
              .map(([first, second]) => text(first, ' AND ', second)),
          },
        ]
      : []),
    { weight: 1, arbitrary: conditions },
    {
      weight: 1,
      arbitrary: fc.tuple(paths, literal(hash)).map(([path, value]) => text(path, ' = ', value)),
    },
  );
};

/** What a query or scan may go over: the table or one of its indexes. */
const targets = (shape: Shape) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    ...(shape.indexes.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...shape.indexes) }] : []),
  );

const direction: Arbitrary<Members> = fc
  .option(fc.boolean(), { nil: undefined })
  .map((ScanIndexForward) => (ScanIndexForward === undefined ? {} : { ScanIndexForward }));

const query = (shape: Shape): Arbitrary<Request> =>
  targets(shape).chain((index) =>
    merged(
      fc.constant({ TableName: shape.name, ...(index && { IndexName: index.name }) }),
      expressed({
        KeyConditionExpression: keyConditions(index ?? shape),
        FilterExpression: optional(conditions),
        ProjectionExpression: optional(projections),
      }),
      direction,
      select,
      consistency,
      capacity,
    ).map((input) => ({ operation: 'Query', input })),
  );

const scan = (shape: Shape): Arbitrary<Request> =>
  targets(shape).chain((index) =>
    merged(
      fc.constant({ TableName: shape.name, ...(index && { IndexName: index.name }) }),
      expressed({
        FilterExpression: optional(conditions),
        ProjectionExpression: optional(projections),
      }),
      select,
      consistency,
      capacity,
    ).map((input) => ({ operation: 'Scan', input })),
  );

/** Operations that read, whole pages at a time. */
export const reads = (shape: Shape): Arbitrary<Request> =>
  fc.oneof(
    { weight: 2, arbitrary: get(shape) },
    { weight: 1, arbitrary: batch(shape) },
    { weight: 1, arbitrary: transaction(shape) },
    { weight: 4, arbitrary: query(shape) },
    { weight: 2, arbitrary: scan(shape) },
  );
