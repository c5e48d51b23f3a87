import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** The key in a secret as Standard Webhooks write it, `whsec_` and base64 of 24 to 64 bytes; undefined for what is none. */
export function secretKey(secret: string): Buffer | undefined {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = Buffer.from(text, 'base64');
  const whole = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  return whole && key.length >= 24 && key.length <= 64 ? key : undefined;
}

interface Signed {
  readonly id: string;
  /** When this attempt is made. */
  readonly at: Date;
  readonly body: string;
}

/**
 * The headers by which a receiver knows the sender, the moment and a repetition: https://www.standardwebhooks.com. Signed
 * with every key, so that a receiver may change to a new secret in its own time.
 */
export function signatureHeaders({ id, at, body }: Signed, keys: readonly Buffer[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
