/**
 * Addresses and numbers as people, forms and exports write them, and what the networks' own code makes of them: run over
 * these very texts, null where it throws.
 *
 * - `metaSdk`: `ServerSideUtils.normalizeAndHash` of facebook-nodejs-business-sdk 24.0.1, before it hashes.
 * - `googleSdk`: `UserDataFormatter` of googleads/data-manager-node, commit e7987f8.
 *
 * LinkedIn and TikTok publish no such code. LinkedIn's addresses are trimmed and in lower case, as Meta's; TikTok's are
 * as "Email Specific Normalization" of its streaming API says.
 */
interface Ugly {
  readonly text: string;
  readonly metaSdk: string | null;
  readonly googleSdk: string | null;
  /** Where ours is another than the SDK's, on purpose. */
  readonly meta?: Different;
  readonly google?: Different;
}

interface Different {
  readonly ours: string | null;
  readonly because: string;
}

const domains = 'its validator knows ASCII only; the documented rule is to trim and to write in lower case';

export const uglyEmails: readonly (Ugly & { readonly tiktok: string | null })[] = [
  email('Ada@Example.COM', 'ada@example.com', 'ada@example.com', 'ada@example.com'),
  email('\tada@example.com\r\n', 'ada@example.com', 'ada@example.com', 'ada@example.com'),
  email('\u00a0ada@example.com', 'ada@example.com', 'ada@example.com', 'ada@example.com'),
  email("o'ada@example.com", "o'ada@example.com", "o'ada@example.com", "o'ada@example.com"),
  email('A.D.A@gmail.com', 'a.d.a@gmail.com', 'ada@gmail.com', 'ada@gmail.com'),
  email('ada+news@gmail.com', 'ada+news@gmail.com', 'ada@gmail.com', 'ada@gmail.com'),
  email('a.d.a+x+y@googlemail.com', 'a.d.a+x+y@googlemail.com', 'ada@googlemail.com', 'ada@googlemail.com'),
  email('ada+news@example.com', 'ada+news@example.com', 'ada+news@example.com', 'ada@example.com'),
  email('a.d.a@mail.google.com', 'a.d.a@mail.google.com', 'a.d.a@mail.google.com', 'ada@mail.google.com'),
  email(
    'ada@xn--bcher-kva.example',
    'ada@xn--bcher-kva.example',
    'ada@xn--bcher-kva.example',
    'ada@xn--bcher-kva.example',
  ),
  {
    ...email('ada@bücher.example', null, 'ada@bücher.example', 'ada@bücher.example'),
    meta: { ours: 'ada@bücher.example', because: domains },
  },
  {
    ...email('ÄDA@example.com', null, 'äda@example.com', 'äda@example.com'),
    meta: { ours: 'äda@example.com', because: domains },
  },
  {
    ...email('ada @ example.com', null, null, 'ada@example.com'),
    google: {
      ours: 'ada@example.com',
      because: 'documented: "Trim leading, trailing, and intermediate whitespace"',
    },
  },
  {
    ...email('ada@localhost', null, 'ada@localhost', 'ada@localhost'),
    meta: { ours: 'ada@localhost', because: 'a domain without a dot is not refused by a documented rule' },
  },
  { ...email('+x@gmail.com', '+x@gmail.com', null, null) },
  email('ada@@example.com', null, null, null),
  email('ada@x@example.com', null, null, null),
  email('@example.com', null, null, null),
  email('ada@', null, null, null),
  email('nobody', null, null, null),
  email('', null, null, null),
  email('   ', null, null, null),
];

const nobodys: Different = {
  ours: null,
  because: 'without its country the number is nobody’s, or, worse, somebody else’s',
};
const trunkZero = 'the zero in brackets is dialled inside the country only: it is no part of E.164';
const extension: Different = {
  ours: null,
  because: 'a switchboard’s number is no person’s, and with its extension no number at all',
};
const vanity: Different = { ours: null, because: 'letters are no digits: the documented form is E.164' };

export const uglyPhones: readonly Ugly[] = [
  phone('+1 (603) 555-0100', '16035550100', '+16035550100'),
  phone('+44 20 7031 3000', '442070313000', '+442070313000'),
  phone('+374-93-828222', '37493828222', '+37493828222'),
  phone('+39 06 1234 5678', '390612345678', '+390612345678'),
  phone('+49 0151 23456789', '49015123456789', '+49015123456789'),
  {
    ...phone('0044 20 7031 3000', '442070313000', '+00442070313000'),
    google: {
      ours: '+442070313000',
      because: '00 stands for the plus; "+00…" is not E.164, which is documented',
    },
  },
  {
    ...phone('+44 (0)20 7031 3000', '4402070313000', '+4402070313000'),
    meta: { ours: '442070313000', because: trunkZero },
    google: { ours: '+442070313000', because: trunkZero },
  },
  {
    ...phone('tel:+81-3-1234-5678', ':81312345678', '+81312345678'),
    meta: { ours: '81312345678', because: 'documented: remove symbols and letters' },
  },
  {
    ...phone('+49.151.23456789', '49.151.23456789', '+4915123456789'),
    meta: { ours: '4915123456789', because: 'documented: remove symbols' },
  },
  { ...phone('16035550100', '16035550100', '+16035550100'), meta: nobodys, google: nobodys },
  { ...phone('603 555 0100', '6035550100', '+6035550100'), meta: nobodys, google: nobodys },
  { ...phone('020 7031 3000', '2070313000', '+02070313000'), meta: nobodys, google: nobodys },
  { ...phone('011 44 20 7031 3000', '011442070313000', '+011442070313000'), meta: nobodys, google: nobodys },
  { ...phone('+1 603 555 0100 x12', '1603555010012', '+1603555010012'), meta: extension, google: extension },
  {
    ...phone('+1 603 555 0100 ext. 12', '16035550100.12', '+1603555010012'),
    meta: extension,
    google: extension,
  },
  { ...phone('+1 800 FLOWERS', null, '+1800'), google: vanity },
  {
    ...phone('+44', null, '+44'),
    google: { ours: null, because: 'E.164 numbers have at least seven digits' },
  },
  {
    ...phone('+1234567890123456', '1234567890123456', '+1234567890123456'),
    meta: { ours: null, because: 'E.164 numbers have at most fifteen digits' },
    google: { ours: null, because: 'E.164 numbers have at most fifteen digits' },
  },
  phone('', null, null),
  phone('   ', null, null),
];

function email(text: string, metaSdk: string | null, googleSdk: string | null, tiktok: string | null) {
  return { text, metaSdk, googleSdk, tiktok };
}

function phone(text: string, metaSdk: string | null, googleSdk: string | null) {
  return { text, metaSdk, googleSdk };
}
