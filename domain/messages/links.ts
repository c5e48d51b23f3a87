import { consentRules } from '../../workflows/consent-rules.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import { isOurBooking } from '../bookings/booking.ts';
import { keyedHash } from '../consent/keyed-hash.ts';
import { sign, type TokenUse } from '../tokens/token.ts';

/** Where a message's links lead, each signed for its person and its use. */
export interface Links {
  readonly booking: string;
  readonly unsubscribe: string;
  readonly preferences: string;
  /** Where a friend is welcomed: a slash and a referral code belong behind it. */
  readonly refer: string;
  /** To confirm the consents that wait for it. Only in the message that asks to. */
  readonly confirm?: string;
  /** To rate the message's booking; `&stars=5` behind it preselects. Only in messages about a booking. */
  readonly rate?: string;
  /** To move or cancel the message's booking. Only where it was made on our page: an outside system's is changed there. */
  readonly change?: string;
}

const day = 86_400;

/** How long a link holds, in seconds. The way out holds for ever: the law wants 30 days, people keep mail for years. */
const validFor: Readonly<Record<TokenUse, number | undefined>> = {
  unsubscribe: undefined,
  preferences: 365 * day,
  confirm: toMilliseconds(consentRules.confirmWithin) / 1000,
  booking: 90 * day,
  rate: 90 * day,
  message: undefined,
};

export interface LinkSettings {
  readonly key: string;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
  /** Where an outside booking system takes bookings; without one our own page does. */
  readonly bookingUrl?: string;
  /** The booking that the message is about. */
  readonly bookingId?: string;
  /** What marketing is about, and by what it comes: its way out names both (RFC 8058, per recipient and topic). */
  readonly about?: { readonly topic: string; readonly channel: string };
  /** The address whose holder is asked to confirm: the link counts while it is the person's. */
  readonly confirms?: string;
}

/** What a link to confirm says of the address that it was sent to. */
export const confirmedAddress = (key: string, address: string): string => keyedHash(key, 'confirm', address);

function withToken(address: string, token: string): string {
  const url = new URL(address);
  url.searchParams.set('t', token);
  return url.href;
}

export function linksFor(
  person: string,
  { key, publicUrl, bookingUrl, bookingId, about, confirms }: LinkSettings,
  now: Date,
): Links {
  const token = (use: TokenUse, claims: Readonly<Record<string, string>> = {}): string => {
    const seconds = validFor[use];
    const until = seconds === undefined ? undefined : Math.floor(now.getTime() / 1000) + seconds;
    return sign(key, { p: person, u: use, ...claims, x: until });
  };
  return {
    booking: withToken(bookingUrl ?? `${publicUrl}/book`, token('booking')),
    unsubscribe: withToken(
      `${publicUrl}/unsubscribe`,
      token('unsubscribe', about && { t: about.topic, c: about.channel }),
    ),
    preferences: withToken(`${publicUrl}/preferences`, token('preferences')),
    refer: `${publicUrl}/refer`,
    ...(confirms && {
      confirm: withToken(`${publicUrl}/confirm`, token('confirm', { a: confirmedAddress(key, confirms) })),
    }),
    ...(bookingId && { rate: withToken(`${publicUrl}/rate`, token('rate', { b: bookingId })) }),
    ...(bookingId &&
      isOurBooking(bookingId) && {
        change: withToken(`${publicUrl}/book/change`, token('booking', { b: bookingId })),
      }),
  };
}
