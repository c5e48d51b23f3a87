import { isPermanent } from '../permanent.ts';

/** How long, and how often, a delivery is tried again; AWS's limits unless told. */
export interface RetryPolicy {
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
}

const DEFAULT_AGE_SECONDS = 86_400;
const DEFAULT_ATTEMPTS = 185;
const FIRST_WAIT_MS = 1000;
/** 185 attempts within a day are some eight minutes apart. */
const LONGEST_WAIT_MS = 480_000;

/** Milliseconds until the next attempt, doubling; undefined when the error is final or the policy is used up. */
export function retryAfter(
  policy: RetryPolicy | undefined,
  attempts: number,
  error: unknown,
  ageMs: number,
): number | undefined {
  if (isPermanent(error) || attempts > (policy?.MaximumRetryAttempts ?? DEFAULT_ATTEMPTS)) return undefined;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_WAIT_MS);
  const oldest = (policy?.MaximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS) * 1000;
  return ageMs + wait > oldest ? undefined : wait;
}

/** Why a delivery was given up, in AWS's words. */
export function exhausted(policy: RetryPolicy | undefined, attempts: number, error: unknown): string {
  if (isPermanent(error)) return 'NotRetryable';
  return attempts > (policy?.MaximumRetryAttempts ?? DEFAULT_ATTEMPTS)
    ? 'MaximumRetryAttempts'
    : 'MaximumEventAgeInSeconds';
}
