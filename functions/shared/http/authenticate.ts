import type { Source } from '../../../domain/events/recorded-event.ts';
import { findKey, type KeyRecord } from '../../../domain/keys/keys.ts';
import type { HttpRequest } from './http.ts';
import { Problem } from './problem.ts';

/** Who calls, by the key that came with the request. */
export interface Caller {
  /** The key's id. */
  readonly key: string;
  readonly source: Extract<Source, 'browser' | 'server'>;
}

// Bearer, though Basic is taken as well: a challenge for Basic opens a log-in window in the visitor's browser.
const challenge = { 'www-authenticate': 'Bearer realm="Onward"' };

/** The key of an Authorization header: a Bearer token, or the user name of Basic, with its colon or without. */
function headerKey(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) +(\S+)\s*$/i.exec(header?.trim() ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  return value ? Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] : undefined;
}

/**
 * Says who calls. The functions ask this themselves, so that refusals are problem details and a key may come in a
 * body, as it does from browsers that send text/plain to spare themselves a CORS preflight.
 * @param bodyKey the body's `writeKey`, taken where there is no Authorization header
 * @throws Problem 401 without a key or with one that nobody knows
 */
export function authenticate(request: HttpRequest, keys: readonly KeyRecord[], bodyKey?: unknown): Caller {
  const { authorization } = request.headers;
  const text = authorization ? headerKey(authorization) : bodyKey;
  if (typeof text !== 'string' || text === '')
    throw new Problem(
      401,
      'authorization: missing; send a key as the user name of HTTP Basic, or as a Bearer token',
      {
        field: 'authorization',
        headers: challenge,
      },
    );
  const record = findKey(keys, text);
  if (!record)
    throw new Problem(401, 'authorization: no such key', { field: 'authorization', headers: challenge });
  return { key: record.id, source: record.kind === 'secret' ? 'server' : 'browser' };
}

/** Lets only secret keys pass: whoever holds a write key reads nothing. @throws Problem 403 */
export function requireSecretKey(caller: Caller): Caller {
  if (caller.source === 'server') return caller;
  throw new Problem(403, 'authorization: a write key reads nothing; use a secret key', {
    field: 'authorization',
  });
}
