import type { Identifiers } from '../people/identity-values.ts';
import { normaliseIdentifier } from '../people/identity-values.ts';

/** Domains whose mailboxes ignore dots; the second is the first's other name. */
const dotless = new Set(['gmail.com', 'googlemail.com']);

/**
 * The one mailbox that spellings of an address (normalised: lower case) reach: what follows a plus is a tag almost
 * everywhere, and Gmail ignores dots. For comparing alone: mail goes to the address as it was given.
 */
export function mailboxOf(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  const untagged = local.split('+')[0] || local;
  return dotless.has(domain) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
}

/** What a person is known by, or says of themselves. */
interface Known {
  readonly identifiers?: Readonly<Partial<Record<keyof Identifiers, string | readonly string[]>>>;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const statedBy = (type: 'email' | 'phone', { identifiers, traits }: Known): readonly string[] => {
  const stated = traits?.[type];
  const normal = typeof stated === 'string' ? normaliseIdentifier(type, stated) : undefined;
  return [...[identifiers?.[type] ?? []].flat(), ...(normal ? [normal] : [])];
};

/** Every mailbox and phone that leads to a person, as `email:ada@gmail.com`: two who share one count as one. */
export const reachedAt = (...known: readonly Known[]): ReadonlySet<string> =>
  new Set(
    known.flatMap((each) => [
      ...statedBy('email', each).map((email) => `email:${mailboxOf(email)}`),
      ...statedBy('phone', each).map((phone) => `phone:${phone}`),
    ]),
  );
