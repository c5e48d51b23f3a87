import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const signatureForm = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether Meta signed these very bytes: `X-Hub-Signature-256` is their HMAC under the app's secret.
 * https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
 */
export function isSigned(body: Uint8Array, header: string | undefined, appSecret: string): boolean {
  const [, given] = signatureForm.exec(header?.trim() ?? '') ?? [];
  if (given === undefined) return false;
  const expected = createHmac('sha256', appSecret).update(body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares secrets in a time that tells nothing about them, their lengths included. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
