import { createHash } from 'node:crypto';
import { normaliseIdentifier } from '../../people/identity-values.ts';
import type { Identity, Keys } from './network.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hashes of a normalised identity; what is missing or empty has none. */
export const hashed = ({ email, phone }: Identity): Keys => ({
  ...(email && { email: sha256(email) }),
  ...(phone && { phone: sha256(phone) }),
});

/** The two sides of an address in lower case; undefined for what is none, which no network could match. */
export function addressParts(email: string): { readonly local: string; readonly domain: string } | undefined {
  const [, local, domain] = /^([^@\s]+)@([^@\s]+)$/.exec(email.toLowerCase()) ?? [];
  return local && domain ? { local, domain } : undefined;
}

/**
 * Trimmed and in lower case, as Meta and LinkedIn hash addresses.
 * https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences#hash
 */
export function plainEmail(email = ''): string | undefined {
  const parts = addressParts(email.trim());
  return parts && `${parts.local}@${parts.domain}`;
}

/**
 * E.164 with its plus, as Google and TikTok hash numbers. A number without a country code is nobody's, and one with
 * letters is a vanity number or has an extension, which is a switchboard's and nobody's either: undefined.
 */
export const e164 = (phone = ''): string | undefined => normaliseIdentifier('phone', phone);
