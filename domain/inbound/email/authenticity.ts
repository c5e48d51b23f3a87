import type { ParsedMail } from './parsed-mail.ts';

/** As SES writes them. `GRAY`: nothing can be said, as where a domain publishes no policy. */
type Status = string;

export interface Verdicts {
  readonly spam: Status;
  readonly virus: Status;
  readonly spf: Status;
  readonly dkim: Status;
  readonly dmarc: Status;
}

/** Why a mail is put aside unread, whoever it is from; undefined for one that may be read. */
export function suspicion({ spam, virus, spf, dkim, dmarc }: Verdicts): string | undefined {
  if (virus === 'FAIL') return 'a virus';
  if (spam === 'FAIL') return 'spam';
  if (dmarc === 'FAIL') return 'DMARC: the domain that it says it is from denies it';
  if (spf === 'FAIL' && dkim !== 'PASS')
    return 'SPF: its server may not send for its domain, and it has no signature';
  return undefined;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The same domain, or one below the other: what DMARC calls relaxed alignment, without its list of public suffixes, so only where the shorter has a dot. */
function aligned(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  return short.split('.').length > 2 && long.endsWith(`.${short}`);
}

/** RFC 5322, 2.1.1: characters of a line; no mail program's From is longer. */
const longestFrom = 998;

/**
 * Whether From names one author and no more. Of several, the domain that was checked need not be the one of the address
 * that is read (RFC 7489, 6.6.1), so such a mail proves nothing.
 */
function hasOneAuthor(mail: ParsedMail): boolean {
  const [from, ...others] = mail.header('from');
  if (from === undefined || others.length > 0 || from.length > longestFrom) return false;
  const unquoted = from.replace(/"(?:[^"\\]|\\.)*"/g, '');
  if (/[,;]/.test(unquoted)) return false;
  const count = (character: string) => unquoted.split(character).length - 1;
  return count('<') === 1 || (count('<') === 0 && count('@') === 1);
}

/** Domains that signed, by the header that SES itself puts on top; others below it may be forged. */
function signers(mail: ParsedMail): readonly string[] {
  const [top = ''] = mail.header('authentication-results');
  if (!/^\s*amazonses\.com\s*;/i.test(top)) return [];
  return [...top.matchAll(/\bdkim=pass header\.i=@?([\w.-]{1,253})/gi)].map(([, domain = '']) =>
    domain.toLowerCase(),
  );
}

/**
 * Whether the domain of the one From address vouches for the mail: by DMARC, or where it has no policy by a signature or a
 * server of its own. A signature of another domain proves nothing about From.
 * @param source the envelope's sender
 */
export function isAuthentic(
  mail: ParsedMail,
  { spf, dmarc, virus, spam }: Verdicts,
  source: string,
): boolean {
  const from = domainOf(mail.from ?? '');
  if (from === '' || !hasOneAuthor(mail)) return false;
  if (virus === 'PROCESSING_FAILED' || spam === 'PROCESSING_FAILED') return false;
  if (dmarc === 'PASS') return true;
  if (dmarc === 'FAIL') return false;
  if (signers(mail).some((domain) => aligned(domain, from))) return true;
  return spf === 'PASS' && aligned(domainOf(source), from);
}
