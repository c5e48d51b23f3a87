import { admit, type Caller, requireScope } from '../shared/http/authenticate.ts';
import type { HttpRequest } from '../shared/http/http.ts';
import { requireQuota } from '../shared/http/quota.ts';
import { keyIn, standingOf } from '../shared/http/standing.ts';
import type { Outside } from './outside.ts';

/** A minute's calls are counted in some twenty writes, and one for each function instance. */
const lumps = 20;

/**
 * Who sends. Ingest asks this itself: browsers that send text/plain, to spare themselves a CORS preflight, have their key
 * in the body, which no authorizer sees (docs/adr/0036). Calls are counted only of keys that were given a number.
 * @param bodyKey the body's `writeKey`, taken where there is no Authorization header
 * @throws Problem 401, 403, 429
 */
export async function senderOf(
  { headers }: HttpRequest,
  bodyKey: unknown,
  { keyring, permits }: Outside,
  now: Date,
): Promise<Caller> {
  const inBody = typeof bodyKey === 'string' ? bodyKey : undefined;
  const text = headers.authorization ? keyIn(headers) : inBody;
  const caller = admit(await standingOf(text, keyring, now));
  const { key, perMinute } = caller;
  if (perMinute !== undefined)
    requireQuota(key, await permits.take(key, perMinute, Math.ceil(perMinute / lumps), now));
  requireScope(caller, 'ingest');
  return caller;
}
