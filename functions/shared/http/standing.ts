import * as z from 'zod/mini';
import { hasExpired, scopesOf } from '../../../domain/keys/keys.ts';
import { scopes } from '../../../domain/keys/scopes.ts';
import type { HttpRequest } from './http.ts';
import type { Keyring } from './keyring.ts';

const known = {
  standing: z.literal('known'),
  /** The key's id. */
  key: z.string(),
  source: z.enum(['browser', 'server']),
  scopes: z.array(z.enum(scopes)),
  /** Calls a minute that it was given, if it was. */
  perMinute: z.optional(z.number()),
};

/** What a key makes of a caller: what the authorizer tells the functions, in the words in which it travels. */
export const standingShape = z.discriminatedUnion('standing', [
  z.object({ standing: z.literal('missing') }),
  z.object({ standing: z.literal('unknown') }),
  z.object({ standing: z.literal('expired'), key: z.string(), at: z.string() }),
  z.object(known),
]);

export type Standing = z.infer<typeof standingShape>;

/** The key of an Authorization header: a Bearer token, or the user name of Basic, with its colon or without. */
export function keyIn({ authorization = '' }: HttpRequest['headers']): string | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) +(\S+)\s*$/i.exec(authorization.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  return value ? Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] : undefined;
}

/** What the key with this text makes of its holder. */
export async function standingOf(
  text: string | undefined,
  keyring: Pick<Keyring, 'find'>,
  now: Date,
): Promise<Standing> {
  if (!text) return { standing: 'missing' };
  const record = await keyring.find(text, now);
  if (!record) return { standing: 'unknown' };
  if (hasExpired(record, now)) return { standing: 'expired', key: record.id, at: record.expires ?? '' };
  return {
    standing: 'known',
    key: record.id,
    source: record.kind === 'secret' ? 'server' : 'browser',
    scopes: [...scopesOf(record)],
    ...(record.perMinute !== undefined && { perMinute: record.perMinute }),
  };
}
