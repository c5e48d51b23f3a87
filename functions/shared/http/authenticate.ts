import type { Source } from '../../../domain/events/recorded-event.ts';
import type { Scope } from '../../../domain/keys/scopes.ts';
import { Problem } from './problem.ts';
import type { Standing } from './standing.ts';

/** Who calls, by the key that came with the request. */
export interface Caller {
  /** The key's id. */
  readonly key: string;
  readonly source: Extract<Source, 'browser' | 'server'>;
  readonly scopes: readonly Scope[];
  /** Calls a minute that the key was given, if it was. */
  readonly perMinute?: number | undefined;
}

// Bearer, though Basic is taken as well: a challenge for Basic opens a log-in window in the visitor's browser.
const challenge = { 'www-authenticate': 'Bearer realm="Onward"' };

const refused = (detail: string): Problem =>
  new Problem(401, `authorization: ${detail}`, { field: 'authorization', headers: challenge });

/** Lets in whose key is known. @throws Problem 401 without a key, with one that nobody knows, or with one that has expired */
export function admit(standing: Standing): Caller {
  switch (standing.standing) {
    case 'known':
      return standing;
    case 'missing':
      throw refused('missing; send a key as the user name of HTTP Basic, or as a Bearer token');
    case 'unknown':
      throw refused('no such key');
    case 'expired':
      throw refused(
        `the key "${standing.key}" expired at ${standing.at}; use another, or have its end moved`,
      );
  }
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
