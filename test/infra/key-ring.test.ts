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
    const { id, text } = await ring.create('write', 'website');
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
    await ring.create('secret', 'till');
    await expect(ring.create('write', 'till')).rejects.toThrow('there is a key "till" already');
    await expect(ring.create('write', 'onward')).rejects.toThrow('is reserved');
    await expect(ring.create('write', 'Our Shop')).rejects.toThrow('must be');
  });

  it('revokes a key and leaves the others', async () => {
    const { ring } = ringWith();
    await ring.create('write', 'website');
    await ring.create('secret', 'till');
    await ring.revoke('website');
    expect((await ring.list()).map(({ id }) => id)).toEqual(['till']);
    await expect(ring.revoke('website')).rejects.toThrow('there is no key "website": till');
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
