import { describe, expect, it } from 'vitest';
import { findKey, hasExpired, hashKey, parseKeys, scopesOf } from '../../../domain/keys/keys.ts';

const now = new Date('2026-11-22T10:00:00Z');

const records = [
  { id: 'wk', kind: 'write', hash: hashKey('wk_local') },
  { id: 'sk', kind: 'secret', hash: hashKey('sk_local') },
] as const;

describe('keys', () => {
  it('reads the parameter and finds a key by its text', () => {
    const keys = parseKeys(JSON.stringify(records));
    expect(findKey(keys, 'sk_local', now)).toEqual(records[1]);
    expect(findKey(keys, 'wk_local', now)?.kind).toBe('write');
  });

  it('finds nothing for another text, for a hash, or for no text', () => {
    for (const text of ['wk_loca', 'wk_local ', records[0].hash, ''])
      expect(findKey(records, text, now)).toBeUndefined();
  });

  it('names what is wrong with the parameter', () => {
    expect(() => parseKeys('[{"id":"wk","kind":"write","hash":"wk_local"}]')).toThrow(
      'keys parameter: 0.hash: must be a SHA-256 in hex',
    );
    expect(() => parseKeys(JSON.stringify([records[0], records[0]]))).toThrow('two keys have the id "wk"');
  });

  it('refuses an id under which Onward itself sends, because message ids are unique per key', () => {
    expect(() => parseKeys(JSON.stringify([{ ...records[0], id: 'onward' }]))).toThrow('is reserved');
  });

  it('lets an old text in until its moment, once a key was rotated', () => {
    const rotated = {
      ...records[1],
      hash: hashKey('sk_new'),
      before: [{ hash: hashKey('sk_local'), until: '2026-11-22T10:00:01Z' }],
    };
    expect(findKey([rotated], 'sk_new', now)).toBe(rotated);
    expect(findKey([rotated], 'sk_local', now)).toBe(rotated);
    expect(findKey([rotated], 'sk_local', new Date('2026-11-22T10:00:01Z'))).toBeUndefined();
  });

  it('knows a key from before there were scopes as good for everything, a write key for sending alone', () => {
    expect(scopesOf(records[1])).toEqual(['ingest', 'read', 'market', 'admin']);
    expect(scopesOf({ kind: 'secret', scopes: ['read'] })).toEqual(['read']);
    expect(scopesOf({ kind: 'write', scopes: ['admin'] })).toEqual(['ingest']);
    expect(() => parseKeys(JSON.stringify([{ ...records[0], scopes: ['everything'] }]))).toThrow(
      'keys parameter: 0.scopes.0',
    );
  });

  it('ends a key at its moment', () => {
    expect(hasExpired({ expires: '2026-11-22T10:00:00Z' }, now)).toBe(true);
    expect(hasExpired({ expires: '2026-11-22T12:00:00+01:00' }, now)).toBe(false);
    expect(hasExpired({}, now)).toBe(false);
  });
});
