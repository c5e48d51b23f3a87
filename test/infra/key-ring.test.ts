import { describe, expect, it } from 'vitest';
import { vapidKeySchema } from '../../domain/channels/push/vapid.ts';
import { findKey, parseKeys } from '../../domain/keys/keys.ts';
import { KeyRing } from '../../infra/key-ring.ts';

function ringWith(stored = new Map<string, string>()) {
  const ring = new KeyRing({
    read: async (name) => stored.get(name),
    write: async (name, value) => {
      stored.set(name, value);
    },
  });
  return { ring, stored };
}

describe('the key ring', () => {
  it('makes keys of which only hashes are kept', async () => {
    const { ring, stored } = ringWith();
    const { id, text } = await ring.create('write', { name: 'website' });
    const json = stored.get('/onward/keys') ?? '';
    expect(text).toMatch(/^wk_[a-z2-7]{32}$/);
    expect(json).not.toContain(text);
    expect(findKey(parseKeys(json), text, new Date())).toMatchObject({ id, kind: 'write' });
  });

  it('gives a name to a key that has none', async () => {
    const { ring } = ringWith();
    expect((await ring.create('secret')).id).toMatch(/^secret-[a-z2-7]{8}$/);
  });

  it('refuses a name that is taken, reserved or not a name', async () => {
    const { ring } = ringWith();
    await ring.create('secret', { name: 'till' });
    await expect(ring.create('write', { name: 'till' })).rejects.toThrow('there is a key "till" already');
    await expect(ring.create('write', { name: 'onward' })).rejects.toThrow('is reserved');
    await expect(ring.create('write', { name: 'Our Shop' })).rejects.toThrow('must be');
  });

  it('revokes a key and leaves the others', async () => {
    const { ring } = ringWith();
    await ring.create('write', { name: 'website' });
    await ring.create('secret', { name: 'till' });
    await ring.revoke('website');
    expect((await ring.list()).map(({ id }) => id)).toEqual(['till']);
    await expect(ring.revoke('website')).rejects.toThrow('there is no key "website": till');
  });

  it('gives a key scopes, an end and a number of calls, and refuses what is none of these', async () => {
    const { ring } = ringWith();
    const expires = '2027-01-01T00:00:00Z';
    await ring.create('secret', { name: 'reports', scopes: ['read'], expires, perMinute: 60 });
    expect(await ring.list()).toMatchObject([{ id: 'reports', scopes: ['read'], expires, perMinute: 60 }]);
    await expect(ring.create('secret', { scopes: ['all' as 'read'] })).rejects.toThrow('1.scopes.0');
    await expect(ring.create('secret', { expires: 'soon' })).rejects.toThrow('1.expires');
    await expect(ring.create('secret', { perMinute: 0 })).rejects.toThrow('1.perMinute');
    await expect(ring.create('write', { scopes: ['read'] })).rejects.toThrow('no other scopes');
  });

  it('rotates a key: the new text opens at once, the old one for as long as was said', async () => {
    const { ring } = ringWith();
    const now = new Date('2026-11-22T10:00:00Z');
    const old = (await ring.create('secret', { name: 'till', scopes: ['ingest'] })).text;
    const text = await ring.rotate('till', 24, now);
    const opens = async (each: string, at: string) => findKey(await ring.list(), each, new Date(at))?.id;
    expect(await opens(text, '2026-11-22T10:00:00Z')).toBe('till');
    expect(await opens(old, '2026-11-23T09:59:59Z')).toBe('till');
    expect(await opens(old, '2026-11-23T10:00:00Z')).toBeUndefined();
    expect(await ring.list()).toMatchObject([{ scopes: ['ingest'] }]);
    await expect(ring.rotate('other', 24, now)).rejects.toThrow('there is no key "other": till');
  });

  it('refuses more keys than the parameter holds', async () => {
    const { ring } = ringWith();
    const fill = async () => {
      for (let made = 0; made < 60; made += 1) await ring.create('write');
    };
    await expect(fill()).rejects.toThrow('do not fit');
  });

  it('replaces the signing key only when told so', async () => {
    const { ring, stored } = ringWith();
    await ring.makeSigningKey(false);
    const first = stored.get('/onward/signing-key');
    await expect(ring.makeSigningKey(false)).rejects.toThrow('unsubscribe links included');
    await ring.makeSigningKey(true);
    expect(stored.get('/onward/signing-key')).not.toBe(first);
  });

  it('makes the key pair for web push once, shows its public half, and replaces it only when told so', async () => {
    const { ring, stored } = ringWith();
    const shown = await ring.vapidKey(false);
    expect(Buffer.from(shown, 'base64url')).toHaveLength(65);
    const kept = vapidKeySchema.parse(JSON.parse(stored.get('/onward/vapid-key') ?? ''));
    expect(kept.publicKey).toBe(shown);
    expect(await ring.vapidKey(false)).toBe(shown);
    expect(await ring.vapidKey(true)).not.toBe(shown);
  });
});
