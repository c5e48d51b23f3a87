import { createHmac } from 'node:crypto';

/** 160 bits, in 27 characters. */
const bytes = 20;

/**
 * What an address is known by where the address itself must not be kept. With the key in it, because there are so few
 * IP addresses and phone numbers that who has the table alone could try them all. Whoever has the key can ask whether an
 * address is meant, and nobody can read it off.
 * @param purpose keeps hashes of one kind from being compared with those of another
 */
export const keyedHash = (key: string, purpose: string, ...parts: readonly string[]): string =>
  createHmac('sha256', key)
    .update(`onward-hash\n${JSON.stringify([purpose, ...parts])}`)
    .digest()
    .subarray(0, bytes)
    .toString('base64url');
