import type { Retrier } from '../definition/machine.ts';
import type { Failure } from '../failure.ts';
import { matches } from '../failure.ts';

/**
 * Which Retrier takes the failure, and after how many milliseconds: `IntervalSeconds × BackoffRate^n`, at most
 * `MaxDelaySeconds`, with full jitter anything from nothing to that. Undefined when none takes it or it is used up.
 */
export function retryAfter(
  retriers: readonly Retrier[],
  used: readonly number[],
  failure: Failure,
  random: () => number,
): { readonly index: number; readonly delay: number } | undefined {
  const index = retriers.findIndex(({ errorEquals }) => matches(errorEquals, failure));
  const retrier = retriers[index];
  const count = used[index] ?? 0;
  if (!retrier || count >= retrier.maxAttempts) return undefined;
  const seconds = Math.min(
    retrier.intervalSeconds * retrier.backoffRate ** count,
    retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return { index, delay: Math.round(seconds * 1000 * (retrier.jitter ? random() : 1)) };
}
