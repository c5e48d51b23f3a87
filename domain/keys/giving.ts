import { hasExpired, type KeyRecord, scopesOf } from './keys.ts';
import type { Scope } from './scopes.ts';

/** What is to be given to a key: null is no limit, and what is not there stays as it is. */
interface Given {
  readonly scopes?: readonly Scope[] | undefined;
  readonly perMinute?: number | null | undefined;
  readonly expires?: string | null | undefined;
}

/** Which field gives more than its giver has, and why: no key makes another, or itself, mightier than itself. */
export function excessOf(
  giver: KeyRecord,
  { scopes = [], perMinute, expires }: Given,
): { readonly field: keyof Given; readonly reason: string } | undefined {
  const own = scopesOf(giver);
  const lacking = scopes.filter((scope) => !own.includes(scope));
  if (lacking.length > 0)
    return { field: 'scopes', reason: `the key "${giver.id}" has no ${lacking.join(', ')} to give` };
  const most = giver.perMinute;
  if (most !== undefined && perMinute !== undefined && (perMinute ?? Number.POSITIVE_INFINITY) > most)
    return {
      field: 'perMinute',
      reason: `the key "${giver.id}" may make ${most} calls a minute, and give no more`,
    };
  const end = giver.expires;
  if (
    end !== undefined &&
    expires !== undefined &&
    (expires === null || Date.parse(expires) > Date.parse(end))
  )
    return { field: 'expires', reason: `the key "${giver.id}" ends at ${end}, and gives nothing beyond` };
  return undefined;
}

const isAdmin = (key: KeyRecord, now: Date): boolean =>
  scopesOf(key).includes('admin') && !hasExpired(key, now);

/** Whether some of these keys may change keys at `now`. */
export const someAdmin = (keys: readonly KeyRecord[], now: Date): boolean =>
  keys.some((key) => isAdmin(key, now));
