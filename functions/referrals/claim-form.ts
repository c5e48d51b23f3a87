import { normaliseIdentifier } from '../../domain/people/identity.ts';

/** A consent that the form asks for, in the words that the friend sees. */
export interface Consent {
  readonly channel: 'email' | 'ads';
  readonly wording: string;
}

/** Asked one by one; none is ticked for anybody. */
export const consentsOf = (business: string): readonly Consent[] => [
  { channel: 'email', wording: `${business} may send me offers and discounts by email.` },
  { channel: 'ads', wording: `${business} may show me its offers as ads on other sites.` },
];

/** What stands in the form. */
export interface Given {
  /** As it was typed. */
  readonly email: string;
  /** Channels of the consents that were ticked. */
  readonly ticked: readonly string[];
  /** Made with the page: a form that is sent twice is one claim. */
  readonly once: string;
}

export interface Claim extends Given {
  /** Normalised. */
  readonly address: string;
}

const madeByUs = /^[0-9a-f-]{36}$/;

export function readClaim(form: URLSearchParams): { readonly given: Given; readonly claim?: Claim } {
  const once = form.get('once') ?? '';
  const given = {
    email: (form.get('email') ?? '').trim().slice(0, 320),
    ticked: form.getAll('consent'),
    once: madeByUs.test(once) ? once : crypto.randomUUID(),
  };
  const address = normaliseIdentifier('email', given.email);
  return { given, ...(address && { claim: { ...given, address } }) };
}
