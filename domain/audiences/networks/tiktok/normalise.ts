import { addressParts } from '../hashed.ts';

/**
 * As TikTok's streaming API hashes addresses: without white space, in lower case, and at every provider without dots and
 * what follows a plus before the `@`. TikTok's help for uploaded files asks for less; the API's own notes win.
 * https://business-api.tiktok.com/portal/docs?id=1739566528222210 (Email Specific Normalization)
 */
export function tiktokEmail(email = ''): string | undefined {
  const parts = addressParts(email.replace(/\s/g, ''));
  const mailbox = parts?.local.replace(/\+.*$/, '').replaceAll('.', '');
  return parts && mailbox ? `${mailbox}@${parts.domain}` : undefined;
}
