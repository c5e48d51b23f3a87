import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';
import type { PushKeys } from './subscription.ts';

/** The whole message is one record. RFC 8188 wants its size; push services take 4096 bytes. */
const recordSize = 4096;

/** Bytes of a payload: a record less its padding's mark, its tag of 16 bytes and the header of 86. */
export const longestPayload = recordSize - 1 - 16 - 86;

/**
 * A new key pair for one message. Made of the global `crypto`'s random bytes, which a rehearsal may seed; without the
 * highest bit they are always below the order of P-256.
 */
function newPair() {
  const secret = crypto.getRandomValues(Buffer.alloc(32));
  secret[0] = (secret[0] ?? 0) & 0x7f;
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  return pair;
}

const derived = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, bytes));

/**
 * Encrypts a payload so that the subscribed browser alone can read it: `aes128gcm` (RFC 8188) with keys agreed as RFC
 * 8291 says.
 * @throws Error if it is longer than `longestPayload`, or if the subscription's key is no point of P-256
 */
export function encrypt(payload: string, { p256dh, auth }: PushKeys): Buffer {
  const text = Buffer.from(payload);
  if (text.length > longestPayload)
    throw new Error(`push: ${text.length} bytes; a notification may have ${longestPayload}`);
  const theirs = Buffer.from(p256dh, 'base64url');
  const pair = newPair();
  const ours = pair.getPublicKey();
  const salt = crypto.getRandomValues(Buffer.alloc(16));

  const about = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const key = derived(pair.computeSecret(theirs), Buffer.from(auth, 'base64url'), about, 32);
  const contentKey = derived(key, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derived(key, salt, 'Content-Encoding: nonce\0', 12);

  const cipher = createCipheriv('aes-128-gcm', contentKey, nonce);
  // 2: the last record, and no padding behind it.
  const record = Buffer.concat([cipher.update(text), cipher.update(Uint8Array.of(2)), cipher.final()]);
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(recordSize);
  sizes.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, sizes, ours, record, cipher.getAuthTag()]);
}
