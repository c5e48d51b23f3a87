import { addressParts } from '../hashed.ts';

const gmail: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * As Google hashes addresses: without any white space, in lower case, and at Gmail without dots and what follows a plus.
 * Google's own formatter refuses white space inside instead of removing it; its documentation wins.
 * https://developers.google.com/data-manager/api/devguides/concepts/formatting
 */
export function googleEmail(email = ''): string | undefined {
  const parts = addressParts(email.replace(/\s/g, ''));
  if (!parts) return undefined;
  const { local, domain } = parts;
  const mailbox = gmail.has(domain) ? local.replace(/\+.*$/, '').replaceAll('.', '') : local;
  return mailbox === '' ? undefined : `${mailbox}@${domain}`;
}
