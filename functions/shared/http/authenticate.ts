import type { Source } from '../../../domain/events/recorded-event.ts';
import { findKey, hasExpired, type KeyRecord, scopesOf } from '../../../domain/keys/keys.ts';
import type { Scope } from '../../../domain/keys/scopes.ts';
import type { HttpRequest } from './http.ts';
import { Problem } from './problem.ts';

/** Who calls, by the key that came with the request. */
export interface Caller {
  /** The key's id. */
  readonly key: string;
  readonly source: Extract<Source, 'browser' | 'server'>;
  readonly scopes: readonly Scope[];
}

// Bearer, though Basic is taken as well: a challenge for Basic opens a log-in window in the visitor's browser.
const challenge = { 'www-authenticate': 'Bearer realm="Onward"' };

/** The key of an Authorization header: a Bearer token, or the user name of Basic, with its colon or without. */
function headerKey(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) +(\S+)\s*$/i.exec(header?.trim() ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  return value ? Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] : undefined;
}

const refused = (detail: string): Problem =>
  new Problem(401, `authorization: ${detail}`, { field: 'authorization', headers: challenge });

/**
 * Says who calls. The functions ask this themselves, so that refusals are problem details and a key may come in a
 * body, as it does from browsers that send text/plain to spare themselves a CORS preflight.
 * @param bodyKey the body's `writeKey`, taken where there is no Authorization header
 * @throws Problem 401 without a key, with one that nobody knows, or with one that has expired
 */
export function authenticate(
  request: HttpRequest,
  keys: readonly KeyRecord[],
  now: Date,
  bodyKey?: unknown,
): Caller {
  const { authorization } = request.headers;
  const text = authorization ? headerKey(authorization) : bodyKey;
  if (typeof text !== 'string' || text === '')
    throw refused('missing; send a key as the user name of HTTP Basic, or as a Bearer token');
  const record = findKey(keys, text, now);
  if (!record) throw refused('no such key');
  if (hasExpired(record, now)) throw refused(`the key "${record.id}" expired at ${record.expires}`);
  return {
    key: record.id,
    source: record.kind === 'secret' ? 'server' : 'browser',
    scopes: scopesOf(record),
  };
}

/** Lets only keys pass that are good for this. @throws Problem 403 naming what the key lacks, and what it has */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.source === 'browser' && scope !== 'ingest')
    throw new Problem(403, 'authorization: a write key reads nothing; use a secret key', {
      field: 'authorization',
    });
  if (caller.scopes.includes(scope)) return;
  throw new Problem(
    403,
    `authorization: the key "${caller.key}" has ${caller.scopes.join(', ')}, and this needs ${scope}; use a key with that scope`,
    { field: 'authorization', extensions: { scope } },
  );
}
