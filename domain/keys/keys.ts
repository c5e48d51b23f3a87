import { hash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { randomText } from '../ids.ts';
import { type Scope, scopes } from './scopes.ts';

/** Message ids are unique per key, so no key may carry a name under which Onward's own parts send. */
const reserved = new Set(['page', 'onward', 'api']);

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));
const instant = z.iso.datetime({ offset: true });

/** Calls a minute that a key may be given. */
const perMinute = z.int().check(z.minimum(1), z.maximum(1_000_000));

const keyRecord = z.object({
  id: z.string().check(
    z.regex(/^[a-z0-9_-]{1,40}$/, 'must be 1 to 40 of a-z 0-9 _ -'),
    z.refine((id) => !reserved.has(id), `is reserved: ${[...reserved].join(', ')}`),
  ),
  kind: z.enum(['write', 'secret']),
  hash: sha256,
  /** What a secret key is good for; without it everything, as keys were before there were scopes. */
  scopes: z.optional(z.array(z.enum(scopes)).check(z.minLength(1))),
  /** From when on it opens nothing. */
  expires: z.optional(instant),
  perMinute: z.optional(perMinute),
  /** Texts that the key had before it was rotated, and until when each of them still opens. */
  before: z.optional(z.array(z.object({ hash: sha256, until: instant }))),
});

/**
 * An API key as Onward knows it: its name, what it may do, and the SHA-256 of its text, which nobody can turn back
 * into the key. A `write` key is publishable and speaks for a browser; a `secret` key speaks for a server.
 */
export type KeyRecord = Readonly<z.infer<typeof keyRecord>>;

/** The SHA-256 of a key's text, in hex, as it stands in the parameter. */
export const hashKey = (text: string): string => hash('sha256', text, 'hex');

const prefixes = { write: 'wk_', secret: 'sk_' } as const;

/** A key's text: `wk_` or `sk_` and 32 random characters (160 bits). */
export const newKeyText = (kind: KeyRecord['kind']): string => `${prefixes[kind]}${randomText(160)}`;

/** The key under a new text; the one it has now, and those before that are still let in, open until then. */
export function rotated<K extends KeyRecord>(record: K, text: string, until: Date, now: Date): K {
  const still = (record.before ?? []).filter((each) => Date.parse(each.until) > now.getTime());
  const before = [{ hash: record.hash, until: until.toISOString() }, ...still].slice(0, mostTexts);
  return { ...record, hash: hashKey(text), before };
}

/** Texts from before rotations that a key keeps: whoever rotates more often than they end loses the oldest. */
const mostTexts = 3;

/**
 * Reads the keys' parameter, `[{"id":"wk","kind":"write","hash":"…"}]`.
 * @throws Error naming the record and the field that is wrong, or the id that two keys share
 */
export function parseKeys(json: string): readonly KeyRecord[] {
  const parsed = z.safeParse(z.array(keyRecord), JSON.parse(json));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`keys parameter: ${issue?.path.join('.') || 'document'}: ${issue?.message}`);
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`keys parameter: two keys have the id "${twice}"; give each its own`);
  return parsed.data;
}

const scopesOfAll: readonly Scope[] = scopes;

/** What a key is good for. A write key speaks for browsers, which send events and read nothing. */
export const scopesOf = (record: Pick<KeyRecord, 'kind' | 'scopes'>): readonly Scope[] =>
  record.kind === 'write' ? ['ingest'] : (record.scopes ?? scopesOfAll);

/** Whether a key opens nothing any more. */
export const hasExpired = ({ expires }: Pick<KeyRecord, 'expires'>, now: Date): boolean =>
  expires !== undefined && Date.parse(expires) <= now.getTime();

/** The texts of a key that open at `now`: its own, and those from before a rotation that are still let in. */
const hashesOf = ({ hash, before = [] }: KeyRecord, now: Date): readonly string[] => [
  hash,
  ...before.filter(({ until }) => Date.parse(until) > now.getTime()).map((each) => each.hash),
];

/**
 * The record of the key with this text, which may have expired. Takes as long for every text and every key, so that
 * time tells nothing.
 */
export function findKey(records: readonly KeyRecord[], text: string, now: Date): KeyRecord | undefined {
  const hash = Buffer.from(hashKey(text), 'hex');
  let found: KeyRecord | undefined;
  for (const record of records)
    for (const each of hashesOf(record, now))
      if (timingSafeEqual(Buffer.from(each, 'hex'), hash)) found = record;
  return found;
}
