import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import webPush from 'web-push';
import { vapid, vapidKeySchema } from '../../../../domain/channels/push/vapid.ts';

const now = new Date('2026-11-23T14:00:00Z');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = privateKey.export({ format: 'jwk' });
const key = vapidKeySchema.parse(jwk);

describe('who we are to a push service', () => {
  const authorisation = vapid(key, 'https://push.example/send/abc', 'mailto:desk@example.com', now);
  const [, token = '', k = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorisation) ?? [];

  it('is told for that service alone, for twelve hours, with whom to turn to', () => {
    const [header = '', claims = ''] = token
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header)).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(claims)).toEqual({
      aud: 'https://push.example',
      exp: now.getTime() / 1000 + 43_200,
      sub: 'mailto:desk@example.com',
    });
  });

  it('is signed with the key that goes with it', () => {
    const [header, claims, signature = ''] = token.split('.');
    expect(
      verify(
        'sha256',
        Buffer.from(`${header}.${claims}`),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
    expect(k).toBe(key.publicKey);
  });

  it('is what the web-push library says of the same pair', () => {
    // The library asks the machine's clock.
    const today = new Date();
    const theirs = webPush.getVapidHeaders(
      'https://push.example',
      'mailto:desk@example.com',
      key.publicKey,
      `${jwk.d}`,
      'aes128gcm',
      Math.floor(today.getTime() / 1000) + 43_200,
    ).Authorization;
    const ours = vapid(key, 'https://push.example/send/abc', 'mailto:desk@example.com', today);
    // Signatures differ each time.
    const plain = (text: string) => {
      const [, header = '', claims = '', k] = /^vapid t=([^.]+)\.([^.]+)\.[^,]+, k=(.+)$/.exec(text) ?? [];
      return [header, claims].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString())).concat(k);
    };
    expect(plain(ours)).toEqual(plain(theirs));
  });
});

it('a key that lacks a part is refused, by its name', () => {
  expect(vapidKeySchema.safeParse({ x: jwk.x, y: jwk.y }).error?.issues[0]?.path).toEqual(['d']);
});
