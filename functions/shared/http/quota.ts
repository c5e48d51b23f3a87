import type { Quota } from '../../../domain/keys/permits.ts';
import { Problem } from './problem.ts';

/**
 * What a caller has left, as headers (draft-ietf-httpapi-ratelimit-headers-10): the policy's quota and window in seconds,
 * and what remains of it until it is reset.
 */
export const quotaHeaders = ({ limit, remaining, resets }: Quota): Readonly<Record<string, string>> => ({
  'ratelimit-policy': `"minute";q=${limit};w=60`,
  ratelimit: `"minute";r=${remaining};t=${resets}`,
});

/** Lets pass whoever has something left. @throws Problem 429 saying when there will be more */
export function requireQuota(key: string, quota: Quota): void {
  if (quota.passed) return;
  throw new Problem(
    429,
    `authorization: the key "${key}" may make ${quota.limit} calls a minute, and has; come again in ${quota.resets} s`,
    {
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      field: 'authorization',
      headers: { 'retry-after': String(quota.resets), ...quotaHeaders(quota) },
      extensions: { 'violated-policies': ['minute'] },
    },
  );
}
