import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link may be used for. A token signed for one use is refused for every other. */
export type TokenUse = 'unsubscribe' | 'preferences' | 'confirm' | 'booking' | 'rate' | 'message';

/** What a token says. The names are short because they travel in links. */
export interface Claims {
  /** The person's id. */
  readonly p: string;
  readonly u: TokenUse;
  /** Until when it holds, in seconds since 1970; for ever without one. */
  readonly x?: number;
  readonly [further: string]: string | number | undefined;
}

export type Verified =
  | { readonly ok: true; readonly claims: Claims }
  | { readonly ok: false; readonly reason: 'malformed' | 'forged' | 'expired' };

/** 160 of the 256 bits that HMAC-SHA-256 gives: nobody guesses them, and links stay short. */
const macBytes = 20;

/** No token of ours comes near; whatever is longer is not worth hashing. */
const longestToken = 1024;

const macOf = (key: string, use: TokenUse, payload: string): Buffer =>
  createHmac('sha256', key).update(`onward-token\n${use}\n${payload}`).digest().subarray(0, macBytes);

/** `base64url(JSON of the claims).base64url(HMAC over the use and the former)`: safe in a URL as it is. */
export function sign(key: string, claims: Claims): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${macOf(key, claims.u, payload).toString('base64url')}`;
}

/** The claims of a token that this key signed for this use, if it still holds at `now`; else why not. */
export function verify(key: string, token: string, use: TokenUse, now: Date): Verified {
  const [payload, mac, ...rest] = token.length > longestToken ? [] : token.split('.');
  if (!payload || !mac || rest.length > 0) return { ok: false, reason: 'malformed' };
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(key, use, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { ok: false, reason: 'forged' };
  const claims: Claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (claims.x !== undefined && claims.x * 1000 <= now.getTime()) return { ok: false, reason: 'expired' };
  return { ok: true, claims };
}
