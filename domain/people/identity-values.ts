import { domainToASCII } from 'node:url';
import type { IdentifierType } from '../events/recorded-event.ts';

export type Identifiers = Readonly<Partial<Record<IdentifierType, string>>>;

/** Characters of an id, so that with its prefix it stays far below DynamoDB's 2,048 bytes of a key. */
export const idLength = 256;

/** What each identifier must be, as the end of a sentence. */
export const identifierForms: Readonly<Record<IdentifierType, string>> = {
  userId: `text of at most ${idLength} characters`,
  email: 'an email address, as ada@example.com',
  phone: 'a phone number with its country code, as +1 603 555 0100',
  messenger: 'the digits of a page-scoped id',
  anonymousId: `text of at most ${idLength} characters`,
};

/** RFC 5321's lengths. Local parts are ASCII without quotes, which is what SES sends to; domains become punycode. */
function email(text: string): string | undefined {
  const [, local = '', host = ''] = /^([^@]+)@([^@]+)$/.exec(text.trim().toLowerCase()) ?? [];
  const domain = domainToASCII(host);
  const valid =
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/.test(local) &&
    /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(domain) &&
    local.length + domain.length < 254;
  return valid ? `${local}@${domain}` : undefined;
}

/**
 * E.164: plus, country code, number. Punctuation, a leading 00, `tel:` and the zero that is dialled inside the country
 * only, `+44 (0)20`, are people's ways to write it.
 */
function phone(text: string): string | undefined {
  const digits = text
    .replace(/^\s*tel:/i, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-/]/g, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

const id = (text: string): string | undefined => (text !== '' && text.length <= idLength ? text : undefined);

/** Meta's ids are numbers that outgrow 64 bits of a float. */
const messenger = (text: string): string | undefined => (/^\d{1,32}$/.test(text) ? text : undefined);

const rules: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ['userId', id],
  ['email', email],
  ['phone', phone],
  ['messenger', messenger],
  ['anonymousId', id],
]);

/**
 * An identifier in the one form under which it is known: email and phone in theirs, ids as they are. Undefined for
 * what is none; `identifierForms` says what it must be.
 */
export const normaliseIdentifier = (type: IdentifierType, text: string): string | undefined =>
  rules.get(type)?.(text);
