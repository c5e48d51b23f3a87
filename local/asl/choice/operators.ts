import { isDeepStrictEqual } from 'node:util';
import { type Check, flag, number, text, timestamp } from '../definition/fields.ts';
import type { Json } from '../json.ts';
import { momentOf } from '../timestamp.ts';

/** A comparison of a value with another. What is not of the operator's type does not compare: false. */
export interface Operator {
  readonly check: Check;
  readonly test: (value: Json, operand: Json) => boolean;
}

const order: Readonly<Record<string, (left: number | string, right: number | string) => boolean>> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
};

/** What the operators of a type compare; undefined for a value of another type. */
const ordered: Readonly<
  Record<string, { check: Check; read: (value: Json) => number | string | undefined }>
> = {
  String: { check: text, read: (value) => (typeof value === 'string' ? value : undefined) },
  Numeric: {
    check: number(Number.NEGATIVE_INFINITY),
    read: (value) => (typeof value === 'number' ? value : undefined),
  },
  Timestamp: {
    check: timestamp,
    read: (value) => (typeof value === 'string' ? momentOf(value) : undefined),
  },
};

const orderings: readonly (readonly [string, Operator])[] = Object.entries(ordered).flatMap(
  ([type, { check, read }]) =>
    Object.entries(order).map(([name, holds]): readonly [string, Operator] => [
      `${type}${name}`,
      {
        check,
        test: (value, operand) => {
          const left = read(value);
          const right = read(operand);
          return left !== undefined && right !== undefined && holds(left, right);
        },
      },
    ]),
);

const booleanEquals: Operator = {
  check: flag,
  test: (value, operand) => typeof value === 'boolean' && isDeepStrictEqual(value, operand),
};

/** Operators that compare two values, and have a second form whose operand is found by a path. */
export const comparisons: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(orderings),
  BooleanEquals: booleanEquals,
};

/** Tests of one value's type. The operand says whether it should be so. */
export const typeTests: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && momentOf(value) !== undefined,
};
