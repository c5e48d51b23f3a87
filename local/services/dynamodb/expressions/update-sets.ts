import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { compareText } from '../values/compare.ts';
import { addNumbers, compareNumbers } from '../values/number.ts';
import { wrongType } from './update-operand.ts';

const outside = <T>(members: readonly T[], others: readonly T[], order: (a: T, b: T) => number): T[] =>
  members.filter((member) => others.every((other) => order(member, other) !== 0));

const union = <T>(left: readonly T[], right: readonly T[], order: (a: T, b: T) => number): readonly T[] =>
  [...left, ...outside(right, left, order)].sort(order);

/** ADD: the sum of two numbers, the union of two sets of one type. */
export function added(present: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (!present) return value;
  if (typeOf(present) !== typeOf(value)) throw wrongType();
  if (present.N !== undefined && value.N !== undefined) return { N: addNumbers(present.N, value.N) };
  if (present.SS && value.SS) return { SS: union(present.SS, value.SS, compareText) };
  if (present.NS && value.NS) return { NS: union(present.NS, value.NS, compareNumbers) };
  if (present.BS && value.BS) return { BS: union(present.BS, value.BS, Buffer.compare) };
  throw wrongType();
}

/** DELETE: a set without the members of another; undefined when nothing is left of it. */
export function deleted(present: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const left = remaining(present, value);
  const members = left.SS ?? left.NS ?? left.BS;
  return members && members.length > 0 ? left : undefined;
}

function remaining(present: AttributeValue, value: AttributeValue): AttributeValue {
  if (present.SS && value.SS) return { SS: outside(present.SS, value.SS, compareText) };
  if (present.NS && value.NS) return { NS: outside(present.NS, value.NS, compareNumbers) };
  if (present.BS && value.BS) return { BS: outside(present.BS, value.BS, Buffer.compare) };
  throw wrongType();
}
