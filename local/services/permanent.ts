import { AwsError } from '../aws-error.ts';

/** Whether trying again cannot help: the target refused, rather than being slow, busy or broken. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof AwsError &&
  error.status < 500 &&
  error.status !== 429 &&
  !/Throttl|TooManyRequests|LimitExceeded|Timeout/.test(error.name);
