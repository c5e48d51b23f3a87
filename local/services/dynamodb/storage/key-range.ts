import type { RangeTest } from '../expressions/key-condition.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare.ts';
import { type KeyColumn, keyColumn } from './key-schema.ts';

/** A bound of the range column in SQL. */
export interface Bound {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly value: KeyColumn;
}

const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;
const lastCodePoint = 0x10ffff;

/** The least text after all that begin with `prefix`, in the order of UTF-8; undefined when nothing is after them. */
function afterText(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === lastCodePoint) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  const next = last + 1 >= firstSurrogate && last < lastSurrogate ? lastSurrogate + 1 : last + 1;
  return String.fromCodePoint(...points, next);
}

/** The least bytes after all that begin with `prefix`; undefined when nothing is after them. */
function afterBytes(prefix: Uint8Array): Uint8Array | undefined {
  const end = prefix.findLastIndex((byte) => byte < 0xff);
  if (end < 0) return undefined;
  const next = prefix.slice(0, end + 1);
  next[end] = (next[end] ?? 0) + 1;
  return next;
}

/** What a query's range test means in SQL. */
export function boundsOf(test: RangeTest | undefined): readonly Bound[] {
  if (!test) return [];
  const value = keyColumn(test.value);
  if (test.operator === 'BETWEEN')
    return [
      { operator: '>=', value },
      { operator: '<=', value: keyColumn(test.high) },
    ];
  if (test.operator !== 'begins_with') return [{ operator: test.operator, value }];
  const after = typeof value === 'string' ? afterText(value) : afterBytes(value);
  return [
    { operator: '>=', value },
    ...(after === undefined ? [] : [{ operator: '<' as const, value: after }]),
  ];
}

/** Whether a value can be where a query goes on: one that its range test lets through. */
export function within(test: RangeTest | undefined, value: AttributeValue | undefined): boolean {
  if (!test || !value) return true;
  const order = compareValues(value, test.value) ?? Number.NaN;
  switch (test.operator) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case 'BETWEEN':
      return order >= 0 && (compareValues(value, test.high) ?? Number.NaN) <= 0;
    case 'begins_with':
      return order >= 0 && startsWith(value, test.value);
  }
}

function startsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (value.S !== undefined && prefix.S !== undefined) return value.S.startsWith(prefix.S);
  return Buffer.from(value.B ?? [])
    .subarray(0, prefix.B?.byteLength)
    .equals(prefix.B ?? new Uint8Array());
}
