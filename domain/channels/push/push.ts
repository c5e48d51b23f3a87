import type { Centre } from '../../centre/centre.ts';
import { hashText } from '../../ids.ts';
import type { Brand } from '../../messages/brand.ts';
import { oneLine } from '../../messages/one-line.ts';
import { tracked } from '../../messages/tracking.ts';
import type { Channel, Handed, Message } from '../channel.ts';
import { messageIdOf } from '../message-id.ts';
import { type Post, postOutside } from '../outside/post.ts';
import { TextRenderer } from '../text-renderer.ts';
import { encrypt, longestPayload } from './encrypt.ts';
import { keptFor } from './kept-for.ts';
import { type PushSubscription, withoutBrowsers } from './subscription.ts';
import { type VapidKey, vapid } from './vapid.ts';
import { type BrowserVerdict, browserVerdict, togetherOf } from './verdict.ts';

export interface PushOptions {
  readonly brand: Brand;
  readonly centre: Centre;
  /** The owner's key pair; undefined where there is none, and no push then. */
  readonly key: (now: Date) => Promise<VapidKey | undefined>;
}

/** Web push (RFC 8030): every browser that the person has is told, and it is sent when one takes it. */
export function pushChannel({ brand, centre, key }: PushOptions): Channel {
  const texts = new TextRenderer(brand, centre);

  /** What the service worker shows. */
  function payloadOf(message: Message): string {
    const { push } = message.template;
    if (!push) throw new Error(`template "${message.template.id}" has nothing for the channel "push"`);
    const { words, lang } = texts.wordsFor(push, message.profile);
    const said = (source: string): string => texts.render(source, lang, message);
    const payload = JSON.stringify({
      id: messageIdOf(message.task),
      title: oneLine(said(words.title)),
      body: said(words.body),
      link: tracked(said(words.link), message.tracking),
    });
    const bytes = Buffer.byteLength(payload);
    if (bytes > longestPayload)
      throw new Error(
        `template "${message.template.id}": its notification has ${bytes} bytes; it may have ${longestPayload}`,
      );
    return payload;
  }

  return {
    id: 'push',
    addressOf: ({ pushSubscriptions }) => pushSubscriptions?.at(-1)?.endpoint,
    closed: async ({ now }) => ((await key(now)) ? undefined : 'no-channel'),
    without: withoutBrowsers,
    async prepare(message) {
      const { profile, now } = message;
      const owners = await key(now);
      if (!owners) throw new Error('push: there is no key; make one with npm run keys -- vapid');
      const payload = payloadOf(message);
      const headers = headersOf(message);
      const posts = (profile.pushSubscriptions ?? []).map((browser) => ({
        browser,
        post: postTo(browser, payload, {
          ...headers,
          authorization: vapid(owners, browser.endpoint, `mailto:${brand.staffEmail}`, now),
        }),
      }));
      return async (): Promise<Handed> => {
        const verdicts = await Promise.all(
          posts.map(async ({ browser, post }): Promise<BrowserVerdict> => {
            const verdict: Handed = post
              ? browserVerdict(await postOutside(post), messageIdOf(message.task))
              : { kind: 'gone', reason: 'its key is no point of P-256' };
            return { endpoint: browser.endpoint, verdict };
          }),
        );
        return togetherOf(verdicts);
      };
    },
  };
}

/**
 * A later message of the same run and template takes the place of one that waits for its browser still: of a booking's
 * states, the last is the one worth seeing.
 */
const headersOf = (message: Message) => ({
  'content-type': 'application/octet-stream',
  'content-encoding': 'aes128gcm',
  ttl: String(keptFor(message)),
  urgency: message.template.kind === 'marketing' ? 'low' : 'normal',
  topic: hashText(24, message.task.run.id, message.template.id),
});

/** Undefined for a subscription that nothing can be encrypted for. */
function postTo(
  { endpoint, ...keys }: PushSubscription,
  payload: string,
  headers: Post['headers'],
): Post | undefined {
  try {
    return { url: endpoint, headers, body: encrypt(payload, keys) };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY') throw error;
    return undefined;
  }
}
