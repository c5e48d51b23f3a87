import { createHash } from 'node:crypto';

/** Capital letters and digits that nobody takes for one another: no 0, 1, I, L, O, U. */
const symbols = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Two groups of four: 30^8 codes, 39 bits. */
const length = 8;

/** Spells out bytes, two for each character, which favours some by less than 1 in 2,000. */
const spelled = (bytes: Uint8Array): string =>
  Array.from({ length }, (_, index) => {
    const number = ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0);
    return `${index === length / 2 ? '-' : ''}${symbols[number % symbols.length]}`;
  }).join('');

/** `7K3M-Q9TX`, unguessable. */
export const randomCode = (): string => spelled(crypto.getRandomValues(new Uint8Array(length * 2)));

/** `7K3M-Q9TX`, always the same for the same parts. */
export const codeFor = (...parts: readonly string[]): string =>
  spelled(createHash('sha256').update(JSON.stringify(parts)).digest());

/** A code as it is looked up, however somebody typed it: no case, no dashes or spaces, O read as 0, I and L as 1. */
export const canonicalCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
