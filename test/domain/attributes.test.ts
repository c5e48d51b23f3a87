import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromAttributes, toAttributes } from '../../domain/attributes.ts';

const integer = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const fraction = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
const { record } = fc.letrec<{ value: unknown; record: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    integer,
    fraction,
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value')),
    tie('record'),
  ),
  record: fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    tie('value'),
    { noNullPrototype: true },
  ),
}));

it('are what the SDK makes of any record, and what it reads from them', () => {
  fc.assert(
    fc.property(record, (values) => {
      const attributes = marshall(values, { removeUndefinedValues: true });
      expect(toAttributes(values)).toEqual(attributes);
      expect(fromAttributes(attributes)).toEqual(unmarshall(attributes));
    }),
  );
});

it.each([
  ['a date', new Date(0)],
  ['a set', new Set(['a'])],
  ['infinity', Number.POSITIVE_INFINITY],
  ['what is no number', Number.NaN],
  ['a number that is not exact', 2 ** 53],
  ['a function', () => 'called'],
])('do not take %s', (_, value) => {
  expect(() => toAttributes({ nested: [value] })).toThrow('no record of ours can hold');
});

it('are not read from sets and bytes', () => {
  expect(() => fromAttributes({ names: { SS: ['a'] } })).toThrow(
    'no record of ours has attributes of type SS',
  );
});
