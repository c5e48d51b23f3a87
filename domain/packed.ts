import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

/**
 * What a bundle carries as data, as text: JSON that repeats itself shrinks to a tenth and less (the compiled emails, 218 KB,
 * to 9 KB), and takes 1 to 4 ms to unpack.
 */
export const packed = (value: unknown): string =>
  brotliCompressSync(JSON.stringify(value)).toString('base64');

/** What was packed; its type is known to who packed it. */
export const unpacked = <T>(text: string): T =>
  JSON.parse(brotliDecompressSync(Buffer.from(text, 'base64')).toString());
