import { invalid, Misfit } from '../refusals.ts';
import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { numberKey } from '../values/number.ts';
import { readItem } from '../values/read-value.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The attributes that a table or index is ordered by. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute | undefined;
}

/** What a key attribute is in SQLite, where text and blobs sort byte by byte, as DynamoDB's keys do. */
export type KeyColumn = string | Uint8Array;

/** Where an item lies in its table; `sk` is empty in a table without a range key. */
export interface Place {
  readonly pk: KeyColumn;
  readonly sk: KeyColumn;
}

const maxHashBytes = 2048;
const maxRangeBytes = 1024;

export const keyAttributes = ({ hash, range }: KeySchema): readonly KeyAttribute[] =>
  range ? [hash, range] : [hash];

export const keyNames = (schema: KeySchema): readonly string[] =>
  keyAttributes(schema).map(({ name }) => name);

export const keyColumn = (value: AttributeValue | undefined): KeyColumn =>
  value === undefined ? '' : (value.S ?? value.B ?? numberKey(value.N ?? '0'));

/** The key's attributes of an item that has them. */
export const keyOf = (schema: KeySchema, item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(keyNames(schema).map((name) => [name, item[name]!]));

export const isEmptyKey = (value: AttributeValue): boolean => value.S === '' || value.B?.byteLength === 0;

const columnBytes = (value: AttributeValue): number =>
  value.S !== undefined ? Buffer.byteLength(value.S) : (value.B?.byteLength ?? 0);

/** Refuses a set, map, list, null or boolean where a key must be. @throws ValidationException */
export function checkScalar(value: AttributeValue): void {
  if (!['S', 'N', 'B'].includes(typeOf(value))) throw invalid('Invalid attribute value type');
}

/** Whether a key's attributes are larger than a table, or an index, takes them. */
export const isTooLarge = (hash: AttributeValue | undefined, range: AttributeValue | undefined): boolean =>
  (hash !== undefined && columnBytes(hash) > maxHashBytes) ||
  (range !== undefined && columnBytes(range) > maxRangeBytes);

function checkKeyValue({ name, type }: KeyAttribute, value: AttributeValue | undefined): AttributeValue {
  if (!value) throw invalid('One of the required keys was not given a value');
  checkScalar(value);
  if (typeOf(value) !== type)
    throw new Misfit('One or more parameter values were invalid: Type mismatch for key');
  checkNotEmpty(name, value);
  return value;
}

/** @throws ValidationException */
export function checkNotEmpty(name: string, value: AttributeValue): void {
  if (isEmptyKey(value))
    throw invalid(
      'One or more parameter values are not valid. The AttributeValue for a key attribute ' +
        `cannot contain an empty ${value.S === undefined ? 'binary' : 'string'} value. Key: ${name}`,
    );
}

/** Refuses what is no key in any table. @throws ValidationException */
export function checkKeyForm(schema: KeySchema, key: Item): void {
  for (const { name, type } of keyAttributes(schema)) {
    const value = key[name];
    if (!value) continue;
    checkScalar(value);
    if (typeOf(value) === type) checkNotEmpty(name, value);
  }
}

/** Where an item lies, after its key's attributes have been checked. @throws ValidationException */
export function placeOf({ hash, range }: KeySchema, item: Item): Place {
  const hashValue = checkKeyValue(hash, item[hash.name]);
  const rangeValue = range && checkKeyValue(range, item[range.name]);
  if (isTooLarge(hashValue, rangeValue))
    throw new Misfit(
      'Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes',
    );
  return { pk: keyColumn(hashValue), sk: keyColumn(rangeValue) };
}

/** Reads the values of a request's key. @throws ValidationException */
export function readKeyValues(input: unknown): Item {
  if (!input) throw invalid('Cannot have null key for GetItem, DeleteItem, or UpdateItem');
  return readItem(input);
}

/** Where the item with a key lies, which has the key's attributes and no others. @throws ValidationException */
export function placeOfKey(schema: KeySchema, key: Item): Place {
  if (Object.keys(key).length !== (schema.range ? 2 : 1))
    throw invalid('The number of conditions on the keys is invalid');
  return placeOf(schema, key);
}
