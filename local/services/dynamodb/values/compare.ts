import { type AttributeValue, typeOf } from './attribute-value.ts';
import { compareNumbers } from './number.ts';

/** Code units from which UTF-16's order is not UTF-8's. */
const disordered = /[\ud800-\uffff]/;

/** The order of strings by their UTF-8 bytes. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  if (disordered.test(left) && disordered.test(right))
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : 1;
}

/** The order of two values of one scalar type (S, N, B); undefined for other types and for a mixture. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return compareText(left.S, right.S);
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(left.B, right.B);
  return undefined;
}

const allEqual = <T>(left: readonly T[], right: readonly T[], same: (a: T, b: T) => boolean): boolean =>
  left.length === right.length && left.every((each, index) => same(each, right[index]!));

/** Whether two values are of one type and the same, however deep. Numbers are canonical and sets sorted. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if (left.M && right.M) {
    const names = Object.keys(left.M);
    const [a, b] = [left.M, right.M];
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && equalValues(a[name]!, b[name]!))
    );
  }
  if (left.L && right.L) return allEqual(left.L, right.L, equalValues);
  if (left.BS && right.BS) return allEqual(left.BS, right.BS, (a, b) => Buffer.compare(a, b) === 0);
  if (left.B && right.B) return Buffer.compare(left.B, right.B) === 0;
  const strings = left.SS ?? left.NS;
  const others = right.SS ?? right.NS;
  if (strings && others) return allEqual(strings, others, Object.is);
  return left[type] === right[type];
}
