import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../json.ts';

/** Compares an operand with another, or with a regular expression; undefined is a path that leads nowhere. */
export type Compare = (left: Json | undefined, right: Json | RegExp | undefined) => boolean;

const ordered =
  (holds: (left: number | string, right: number | string) => boolean): Compare =>
  (left, right) =>
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string')
      ? holds(left, right)
      : false;

const listed = (value: Json | RegExp | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const isIn: Compare = (left, right) => listed(right).some((item) => isDeepStrictEqual(item, left));

const contains: Compare = (left, right) =>
  typeof left === 'string' ? typeof right === 'string' && left.includes(right) : isIn(asJson(right), left);

const asJson = (value: Json | RegExp | undefined): Json | undefined =>
  value instanceof RegExp ? undefined : value;

const sizeOf = (value: Json | undefined): number | undefined =>
  Array.isArray(value) || typeof value === 'string' ? value.length : undefined;

/** Operators of Jayway's JsonPath; those that begin like others come first. */
export const filterOperators: readonly (readonly [symbol: string, compare: Compare])[] = [
  ['==', (left, right) => isDeepStrictEqual(left, right)],
  ['!=', (left, right) => !isDeepStrictEqual(left, right)],
  ['=~', (left, right) => typeof left === 'string' && right instanceof RegExp && right.test(left)],
  ['<=', ordered((left, right) => left <= right)],
  ['>=', ordered((left, right) => left >= right)],
  ['<', ordered((left, right) => left < right)],
  ['>', ordered((left, right) => left > right)],
  ['in', isIn],
  ['nin', (left, right) => !isIn(left, right)],
  ['subsetof', (left, right) => Array.isArray(left) && listed(left).every((item) => isIn(item, right))],
  ['anyof', (left, right) => listed(left).some((item) => isIn(item, right))],
  ['noneof', (left, right) => !listed(left).some((item) => isIn(item, right))],
  ['contains', contains],
  ['size', (left, right) => sizeOf(left) !== undefined && sizeOf(left) === right],
  ['empty', (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right],
];
