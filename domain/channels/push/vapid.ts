import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import * as z from 'zod/mini';

/** How long an authorisation holds, in seconds. RFC 8292 allows a day; half of it leaves room for clocks that are wrong. */
const holds = 12 * 3600;

const coordinate = z.string().check(z.regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url'));

/** The business's key pair for web push. */
export interface VapidKey {
  readonly key: KeyObject;
  /** As browsers take it: the uncompressed point in base64url. */
  readonly publicKey: string;
}

/** The owner's key pair on P-256 as a JSON Web Key has it (RFC 7518, section 6.2). */
export const vapidKeySchema = z.pipe(
  z.object({ x: coordinate, y: coordinate, d: coordinate }),
  z.transform(
    ({ x, y, d }): VapidKey => ({
      key: createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' }),
      publicKey: publicKeyOf({ x, y }),
    }),
  ),
);

/** As browsers take it in `applicationServerKey`. */
export const publicKeyOf = ({ x, y }: { readonly x: string; readonly y: string }): string =>
  Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString(
    'base64url',
  );

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The `Authorization` of a request to a push service (RFC 8292): a token for that service alone, with whom to turn to,
 * a `mailto:` or https address.
 */
export function vapid({ key, publicKey }: VapidKey, endpoint: string, contact: string, now: Date): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1000) + holds,
    sub: contact,
  };
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}
