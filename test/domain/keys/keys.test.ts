import { describe, expect, it } from 'vitest';
import { findKey, hashKey, parseKeys } from '../../../domain/keys/keys.ts';

const records = [
  { id: 'wk', kind: 'write', hash: hashKey('wk_local') },
  { id: 'sk', kind: 'secret', hash: hashKey('sk_local') },
] as const;

describe('keys', () => {
  it('reads the parameter and finds a key by its text', () => {
    const keys = parseKeys(JSON.stringify(records));
    expect(findKey(keys, 'sk_local')).toEqual(records[1]);
    expect(findKey(keys, 'wk_local')?.kind).toBe('write');
  });

  it('finds nothing for another text, for a hash, or for no text', () => {
    for (const text of ['wk_loca', 'wk_local ', records[0].hash, ''])
      expect(findKey(records, text)).toBeUndefined();
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
});
