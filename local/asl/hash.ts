import { createHash } from 'node:crypto';

const algorithms = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** As `$hash` and `States.Hash` name them. */
export const hashAlgorithms: readonly string[] = [...algorithms.keys()];

/** Characters that `$hash`, `States.Hash` and the base64 functions take at most. */
export const longestText = 10_000;

/** Hexadecimal hash of a text; undefined for an algorithm that Step Functions does not have. */
export function hashOf(text: string, algorithm: string): string | undefined {
  const name = algorithms.get(algorithm);
  return name === undefined ? undefined : createHash(name).update(text).digest('hex');
}
