import { quantile } from './normal.ts';
import { type Interval, type Proportion, rateOf } from './proportion.ts';

/**
 * Wilson's score interval for a proportion, without continuity correction: it holds what it promises for few people and for
 * rates near 0, where the usual one does not (R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, method 3).
 */
export function wilson(proportion: Proportion, confidence = 0.95): Interval {
  const { of: n } = proportion;
  if (n === 0) return { low: 0, high: 1 };
  const p = rateOf(proportion);
  const z = quantile(1 - (1 - confidence) / 2);
  const middle = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}
