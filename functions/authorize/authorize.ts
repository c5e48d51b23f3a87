import type { Permits } from '../../domain/keys/permits.ts';
import type { ApiCaller } from '../shared/api/caller.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import type { Keyring } from '../shared/http/keyring.ts';
import { keyIn, standingOf } from '../shared/http/standing.ts';
import type { Log } from '../shared/log.ts';

/** Calls a minute of a key that was given no number of its own: a hundred a second. */
const usualPerMinute = 6_000;

interface Outside {
  readonly keyring: Pick<Keyring, 'find'>;
  readonly permits: Pick<Permits, 'take'>;
  readonly log: Pick<Log, 'error'>;
}

/** What API Gateway takes for a simple answer, and hands on to the functions behind it. */
interface Authorized {
  readonly isAuthorized: true;
  readonly context: ApiCaller;
}

/**
 * Says who calls and what is left to them. Refuses nobody: API Gateway's refusals tell nothing, the functions' are
 * problem details. What goes wrong here is told to them as well.
 */
export async function authorize(
  { headers }: Pick<HttpRequest, 'headers'>,
  outside: Outside,
  now: Date,
): Promise<Authorized> {
  try {
    return { isAuthorized: true, context: await callerBy(headers, outside, now) };
  } catch (error) {
    outside.log.error('keys not read', { error: error as Error });
    return { isAuthorized: true, context: { standing: 'unavailable' } };
  }
}

async function callerBy(
  headers: HttpRequest['headers'],
  { keyring, permits }: Outside,
  now: Date,
): Promise<ApiCaller> {
  const standing = await standingOf(keyIn(headers), keyring, now);
  if (standing.standing !== 'known') return standing;
  const { key, perMinute = usualPerMinute } = standing;
  return { ...standing, quota: await permits.take(key, perMinute, 1, now) };
}
