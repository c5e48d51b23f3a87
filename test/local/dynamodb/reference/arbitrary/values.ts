import fc, { type Arbitrary } from 'fast-check';
import type { Json, JsonObject } from '../client.ts';

type Value = JsonObject;

const texts = fc.constantFrom('a', 'ab', 'abc', 'b', 'é', 'ﬁ', '𝒳', 'z', '~', '');
/** Few, so that keys meet; of every sign and size. */
export const numbers = fc.constantFrom('0', '1', '-1', '2', '10', '1.5', '-2.25', '0.001', '100');
const farNumbers = fc.constantFrom(
  '12345678901234567890',
  '9.9999999999999999999999999999999999999E+125',
  '-9.9999999999999999999999999999999999999E+125',
  '1E-130',
  '-1E-130',
  '0.1234567890123456789012345678901234567',
  '00012.500',
  '+7',
  '-0',
  '1e3',
  '.5',
  '5.',
);
const wrongNumbers = fc.constantFrom(
  '',
  ' 1',
  'x',
  '1e',
  '0x10',
  'NaN',
  'Infinity',
  '1,5',
  '1E+126',
  '1E-131',
  '123456789012345678901234567890123456789',
);
const bytes = fc.constantFrom('', 'YQ==', 'YWI=', '/w==', 'AAE=');

const of =
  (type: string) =>
  (member: Json): Value => ({ [type]: member });

export const scalars: Arbitrary<Value> = fc.oneof(
  texts.map(of('S')),
  numbers.map(of('N')),
  { weight: 1, arbitrary: farNumbers.map(of('N')) },
  bytes.map(of('B')),
  fc.boolean().map(of('BOOL')),
  fc.constant({ NULL: true }),
);

const sets: Arbitrary<Value> = fc.oneof(
  fc.uniqueArray(texts, { minLength: 1, maxLength: 3 }).map(of('SS')),
  fc.uniqueArray(numbers, { minLength: 1, maxLength: 3 }).map(of('NS')),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 3 }).map(of('BS')),
);

/** Values as an item may have them. */
export const values: Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    { weight: 6, arbitrary: scalars },
    { weight: 2, arbitrary: sets },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(of('L')) },
    {
      weight: 1,
      arbitrary: fc
        .dictionary(fc.constantFrom('x', 'y', 'a'), tie('value'), { noNullPrototype: true })
        .map(of('M')),
    },
  ),
})).value;

/** Values that DynamoDB refuses, over the wire well formed. */
const wrongValues: Arbitrary<Value> = fc.oneof(
  wrongNumbers.map(of('N')),
  fc.constantFrom<Value>(
    {},
    { S: 'a', N: '1' },
    { NULL: false },
    { SS: [] },
    { NS: [] },
    { BS: [] },
    { SS: ['a', 'a'] },
    { NS: ['1', '1.0'] },
    { NS: ['1', 'x'] },
    { BS: ['YQ==', 'YQ=='] },
    { L: [{ N: 'x' }] },
    { M: { a: {} } },
    { M: { '': { S: 'x' } } },
  ),
);

/** A value that now and then is a wrong one. */
export const mostlyValues: Arbitrary<Value> = fc.oneof(
  { weight: 60, arbitrary: values },
  { weight: 1, arbitrary: wrongValues },
);
