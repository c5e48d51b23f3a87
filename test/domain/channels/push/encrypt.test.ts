import { expect, it } from 'vitest';
import webPush from 'web-push';
import { encrypt, longestPayload } from '../../../../domain/channels/push/encrypt.ts';
import { PushedBrowser } from '../../../../simulate/correspondence/browser.ts';

it('a browser reads what was encrypted for it, as it reads what the web-push library encrypts', () => {
  const browser = new PushedBrowser();
  const { p256dh, auth } = browser.keys;
  const theirs = webPush.encrypt(p256dh, auth, 'Grüße aus der Werkstatt', 'aes128gcm');
  expect(browser.read(theirs.cipherText)).toBe('Grüße aus der Werkstatt');
  expect(browser.read(encrypt('Grüße aus der Werkstatt', browser.keys))).toBe('Grüße aus der Werkstatt');
  expect(() => new PushedBrowser().read(encrypt('for another', browser.keys))).toThrow();
});

it('no two messages look alike', () => {
  const { keys } = new PushedBrowser();
  expect(encrypt('ready', keys).equals(encrypt('ready', keys))).toBe(false);
});

it('the longest payload fills what push services take, and a longer one is refused', () => {
  const browser = new PushedBrowser();
  const longest = 'x'.repeat(longestPayload);
  const body = encrypt(longest, browser.keys);
  expect(body).toHaveLength(4096);
  expect(browser.read(body)).toBe(longest);
  expect(() => encrypt(`${longest}x`, browser.keys)).toThrow('3994 bytes; a notification may have 3993');
});

it('a key that is no point of the curve is an error', () => {
  const point = Buffer.alloc(65, 1);
  point[0] = 4;
  expect(() => encrypt('a', { p256dh: point.toString('base64url'), auth: 'AAAAAAAAAAAAAAAAAAAAAA' })).toThrow(
    expect.objectContaining({ code: 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY' }),
  );
});
