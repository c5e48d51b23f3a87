import { sign, type TokenUse } from '../tokens/token.ts';

/** Where a message's links lead, each signed for its person and its use. */
export interface Links {
  readonly booking: string;
  readonly unsubscribe: string;
  readonly preferences: string;
}

const day = 86_400;

/** How long a link holds, in seconds. The way out holds for ever: the law wants 30 days, people keep mail for years. */
const validFor: Readonly<Record<TokenUse, number | undefined>> = {
  unsubscribe: undefined,
  preferences: 365 * day,
  booking: 90 * day,
};

export interface LinkSettings {
  readonly key: string;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
  readonly bookingUrl: string;
}

function withToken(address: string, token: string): string {
  const url = new URL(address);
  url.searchParams.set('t', token);
  return url.href;
}

export function linksFor(person: string, { key, publicUrl, bookingUrl }: LinkSettings, now: Date): Links {
  const token = (use: TokenUse): string => {
    const seconds = validFor[use];
    const until = seconds === undefined ? undefined : Math.floor(now.getTime() / 1000) + seconds;
    return sign(key, { p: person, u: use, x: until });
  };
  return {
    booking: withToken(bookingUrl, token('booking')),
    unsubscribe: withToken(`${publicUrl}/unsubscribe`, token('unsubscribe')),
    preferences: withToken(`${publicUrl}/preferences`, token('preferences')),
  };
}
