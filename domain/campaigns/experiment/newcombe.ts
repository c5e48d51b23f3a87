import { type Interval, type Proportion, rateOf } from './proportion.ts';
import { wilson } from './wilson.ts';

/**
 * The interval for the difference of two independent proportions, `one` minus `other`, put together from their score
 * intervals (R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10).
 */
export function newcombe(one: Proportion, other: Proportion, confidence = 0.95): Interval {
  const difference = rateOf(one) - rateOf(other);
  const [a, b] = [wilson(one, confidence), wilson(other, confidence)];
  return {
    low: difference - Math.hypot(rateOf(one) - a.low, b.high - rateOf(other)),
    high: difference + Math.hypot(a.high - rateOf(one), rateOf(other) - b.low),
  };
}
