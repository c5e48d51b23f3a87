import { type Settings, tagOf } from '../pop-up/settings.ts';

export interface PushSettings extends Pick<Settings, 'origin' | 'writeKey'> {
  /** The public half of the business's key pair, in base64url. */
  readonly pushKey: string;
  /** Address of the site's service worker. */
  readonly worker: string;
  /** What the notifications are about. */
  readonly topic: string;
}

/**
 * What the script's own tag says: `<script async src="https://…/forms/push.js" data-write-key="wk_…"
 * data-push-key="B…">`, with `data-worker` and `data-topic` if they are not `/push-worker.js` and `offers`. Undefined,
 * and said in the console, without the keys.
 */
export function pushSettings(): PushSettings | undefined {
  const tag = tagOf('push', 'nobody is asked');
  if (!tag) return undefined;
  const { writeKey = '', pushKey, worker = '/push-worker.js', topic = 'offers' } = tag.dataset;
  if (!pushKey) {
    console.warn("push: the script's tag has no data-push-key, so nobody is asked");
    return undefined;
  }
  return { origin: new URL(tag.src).origin, writeKey, pushKey, worker, topic };
}
