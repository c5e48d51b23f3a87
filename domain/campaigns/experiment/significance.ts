import { upperTail } from './normal.ts';
import type { Proportion } from './proportion.ts';

/** Logarithms of factorials, as far as they were asked for. */
const logs: number[] = [0];

function logFactorial(n: number): number {
  for (let k = logs.length; k <= n; k += 1) logs.push((logs[k - 1] ?? 0) + Math.log(k));
  return logs[n] ?? 0;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Tables whose probabilities differ by rounding alone are equally likely. */
const rounding = 1 + 1e-7;

/** The Fisher-Irwin test, two-sided by the rule of Irwin: all tables that are no likelier than this one. */
function exact(one: Proportion, other: Proportion): number {
  const total = one.of + other.of;
  const events = one.count + other.count;
  const likelihood = (count: number): number =>
    Math.exp(logChoose(one.of, count) + logChoose(other.of, events - count) - logChoose(total, events));
  const seen = likelihood(one.count) * rounding;
  let p = 0;
  for (let count = Math.max(0, events - other.of); count <= Math.min(one.of, events); count += 1) {
    const each = likelihood(count);
    if (each <= seen) p += each;
  }
  return Math.min(1, p);
}

/**
 * How likely two proportions would differ at least so much by chance alone, if people were the same in both groups: the
 * "N - 1" chi-squared test where each of the four numbers is expected to be at least 1, else the Fisher-Irwin test
 * (I. Campbell, Statistics in Medicine 26, 2007, 3661-3675).
 */
export function pValue(one: Proportion, other: Proportion): number {
  const total = one.of + other.of;
  const events = one.count + other.count;
  if (one.of === 0 || other.of === 0 || events === 0 || events === total) return 1;
  const leastExpected = (Math.min(one.of, other.of) * Math.min(events, total - events)) / total;
  if (leastExpected < 1) return exact(one, other);
  const cross = one.count * (other.of - other.count) - other.count * (one.of - one.count);
  const chiSquared = ((total - 1) * cross * cross) / (one.of * other.of * events * (total - events));
  return Math.min(1, 2 * upperTail(Math.sqrt(chiSquared)));
}
