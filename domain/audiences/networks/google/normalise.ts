const gmail: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * As Google hashes addresses: without any white space, in lower case, and at Gmail without dots and what follows a plus.
 * https://developers.google.com/data-manager/api/devguides/concepts/formatting
 */
export function googleEmail(email: string | undefined): string | undefined {
  const [local = '', domain] = email?.replace(/\s/g, '').toLowerCase().split('@') ?? [];
  if (!domain) return undefined;
  return `${gmail.has(domain) ? local.replace(/\+.*$/, '').replaceAll('.', '') : local}@${domain}`;
}
