import fc, { type Arbitrary } from 'fast-check';
import type { JsonObject } from '../client.ts';
import type { KeyAttribute, Shape } from '../shapes.ts';
import { attributes } from './expressions.ts';
import { mostlyValues, numbers, scalars, values } from './values.ts';

type Item = Readonly<Record<string, JsonObject>>;

const rarely = <T>(usual: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: rare });

const usualKeys = {
  S: fc.constantFrom<JsonObject>({ S: 'a' }, { S: 'ab' }, { S: 'b' }, { S: 'é' }),
  N: fc.constantFrom<JsonObject>({ N: '1' }, { N: '-2.5' }, { N: '10' }, { N: '1e1' }, { N: '0' }),
  B: fc.constantFrom<JsonObject>({ B: 'YQ==' }, { B: 'YWI=' }, { B: '/w==' }),
};

const wrongKeys: Arbitrary<JsonObject> = fc.oneof(
  values,
  fc.constantFrom<JsonObject>(
    { S: '' },
    { B: '' },
    { S: 'x'.repeat(1025) },
    { S: 'x'.repeat(2049) },
    { N: 'x' },
    {},
  ),
);

/** A value for a key attribute, of which there are few, so that operations meet; now and then a wrong one. */
export const keyValue = ({ type }: KeyAttribute): Arbitrary<JsonObject> => rarely(usualKeys[type], wrongKeys);

/** The key of an item; now and then too few or too many attributes. */
export function keys({ hash, range }: Shape): Arbitrary<Item> {
  const usual: Arbitrary<Item> = range
    ? fc
        .tuple(keyValue(hash), keyValue(range))
        .map(([first, second]) => ({ [hash.name]: first, [range.name]: second }))
    : keyValue(hash).map((value) => ({ [hash.name]: value }));
  const wrong: Arbitrary<Item> = fc.oneof(
    keyValue(hash).map((value) => ({ [hash.name]: value })),
    usual.map((key) => ({ ...key, other: { S: 'x' } })),
    usual.map((key) => ({ ...key, '': { S: 'x' } })),
    fc.constant({}),
  );
  return rarely(usual, wrong);
}

const fitting: Readonly<Record<(typeof attributes)[number], Arbitrary<JsonObject>>> = {
  a: mostlyValues,
  b: mostlyValues,
  n: numbers.map((N) => ({ N })),
  lst: fc.array(values, { minLength: 1, maxLength: 3 }).map((L) => ({ L })),
  mp: fc.tuple(values, scalars).map(([x, a]) => ({ M: { x, y: { M: { a } } } })),
  st: fc.constantFrom<JsonObject>({ SS: ['a', 'b'] }, { SS: ['b'] }, { NS: ['1', '2'] }, { S: 'a' }),
};

/** Items of a table, with and without the keys of its indexes. */
export function items(shape: Shape): Arbitrary<Item> {
  const optional: Record<string, Arbitrary<JsonObject>> = {};
  for (const name of attributes) optional[name] = fitting[name];
  for (const { hash, range } of shape.indexes)
    for (const each of range ? [hash, range] : [hash])
      if (each.name !== shape.hash.name && each.name !== shape.range?.name)
        optional[each.name] = keyValue(each);
  return fc
    .tuple(keys(shape), fc.record(optional, { requiredKeys: [], noNullPrototype: true }))
    .map(([key, more]) => ({ ...key, ...(more as Item) }));
}
