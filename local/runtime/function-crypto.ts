import type { webcrypto } from 'node:crypto';
/** A `crypto` whose random values come from `random`, so that a seed makes a history repeatable. */
export function seededCrypto(random: () => number): webcrypto.Crypto {
  const fill = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(random() * 256);
  };
  const own = {
    getRandomValues<T extends ArrayBufferView>(array: T): T {
      fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return array;
    },
    randomUUID() {
      const bytes = new Uint8Array(16);
      fill(bytes);
      bytes[6] = (bytes[6]! & 0x0f) | 0x40;
      bytes[8] = (bytes[8]! & 0x3f) | 0x80;
      const hex = Buffer.from(bytes).toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      );
    },
  };
  return new Proxy(crypto, {
    get: (real, name) => (name === 'subtle' ? real.subtle : Reflect.get(own, name)),
  });
}
