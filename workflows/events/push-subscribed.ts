import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { pushEndpoint } from './fields.ts';

const bytes = (count: number) =>
  z
    .string()
    .check(
      z.refine(
        (text) =>
          /^[\w-]+={0,2}$/.test(text) && Math.floor((text.replace(/=/g, '').length * 3) / 4) === count,
        `must be ${count} bytes in base64url`,
      ),
    );

/** The properties are those of a browser's `PushSubscription`, as its `toJSON()` gives them. */
export const pushSubscribed = defineEvent({
  name: 'Push Subscribed',
  description: 'A browser of the person takes notifications.',
  from: ['browser', 'page', 'server'],
  properties: {
    endpoint: pushEndpoint,
    /** RFC 8291: the browser's public key on P-256, and its secret. */
    keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
    /** Milliseconds since 1970; null where it does not end. */
    expirationTime: z.nullish(z.number()),
  },
});
