import { createDecipheriv, createECDH, createHash, hkdfSync } from 'node:crypto';

/** A browser's side of web push: the keys it subscribes with, and how it reads what it is sent (RFC 8291). */
export class PushedBrowser {
  readonly #pair = createECDH('prime256v1');
  readonly #auth = Buffer.alloc(16, 7);

  /** @param seed what its keys follow from; they are as chance has it without one */
  constructor(seed?: string) {
    if (seed === undefined) this.#pair.generateKeys();
    else this.#pair.setPrivateKey(createHash('sha256').update(seed).digest());
  }

  get keys() {
    return {
      p256dh: this.#pair.getPublicKey('base64url'),
      auth: this.#auth.toString('base64url'),
    };
  }

  /** @throws Error when the message was not encrypted for this browser */
  read(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const theirs = body.subarray(21, 21 + body.readUInt8(20));
    const record = body.subarray(21 + theirs.length);
    const about = Buffer.concat([Buffer.from('WebPush: info\0'), this.#pair.getPublicKey(), theirs]);
    const derived = (key: Uint8Array, by: Uint8Array, info: Buffer | string, bytes: number) =>
      Buffer.from(hkdfSync('sha256', key, by, info, bytes));
    const key = derived(this.#pair.computeSecret(theirs), this.#auth, about, 32);
    const decipher = createDecipheriv(
      'aes-128-gcm',
      derived(key, salt, 'Content-Encoding: aes128gcm\0', 16),
      derived(key, salt, 'Content-Encoding: nonce\0', 12),
    );
    decipher.setAuthTag(record.subarray(-16));
    const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]).toString();
    return text.slice(0, text.lastIndexOf('\u0002'));
  }
}
