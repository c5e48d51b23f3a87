import { createHash } from 'node:crypto';
import type { Identity, Keys } from './network.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hashes of a normalised identity; what is missing or empty has none. */
export const hashed = ({ email, phone }: Identity): Keys => ({
  ...(email && { email: sha256(email) }),
  ...(phone && { phone: sha256(phone) }),
});

/** Trimmed and in lower case, as Meta, TikTok and LinkedIn hash addresses. */
export const plainEmail = (email: string | undefined): string | undefined => email?.trim().toLowerCase();

/**
 * E.164 with its plus, as Google and TikTok hash numbers. A number without a country code is nobody's: undefined.
 * `00` and a trunk zero in brackets, `+44 (0)20`, are people's ways to write it.
 */
export function e164(phone: string | undefined): string | undefined {
  const digits = phone
    ?.trim()
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  return digits && /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
