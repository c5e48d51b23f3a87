import { type Call, newId } from '../pop-up/calls.ts';
import { recall, remember } from '../pop-up/memory.ts';
import { send } from '../pop-up/send.ts';
import type { PushSettings } from './settings.ts';

/** How long what was told holds, in milliseconds: then it is told again, so that one lost message is not for ever. */
const toldHolds = 7 * 86_400_000;

interface Told {
  readonly event: string;
  readonly properties: object;
}

async function tell(events: readonly Told[], settings: PushSettings): Promise<boolean> {
  const { anonymousId = newId(), email } = recall();
  remember({ anonymousId });
  const calls = events.map(
    (event): Call => ({
      type: 'track',
      messageId: newId(),
      timestamp: new Date().toISOString(),
      anonymousId,
      ...(email && { context: { traits: { email } } }),
      ...event,
    }),
  );
  const problem = await send(calls, settings);
  if (problem) console.warn(`push: ${problem}`);
  return problem === undefined;
}

/** Tells that this browser takes notifications, and by which words the person agreed to it. */
export async function tellSubscribed(
  subscription: PushSubscription,
  settings: PushSettings,
  wording?: string,
): Promise<void> {
  const { endpoint } = subscription;
  const { topic } = settings;
  const consent = { channel: 'push', topic, wording, source: 'push-button' };
  const took = await tell(
    [
      ...(wording ? [{ event: 'Consent Given', properties: consent }] : []),
      { event: 'Push Subscribed', properties: subscription.toJSON() },
    ],
    settings,
  );
  if (took) remember({ push: { endpoint, told: Date.now() } });
}

/** Tells it again where it has changed, or was told long ago. */
export async function tellWhenDue(subscription: PushSubscription, settings: PushSettings): Promise<void> {
  const { push } = recall();
  const fresh = push?.endpoint === subscription.endpoint && Date.now() - push.told < toldHolds;
  if (!fresh) await tellSubscribed(subscription, settings);
}

/** Tells that this browser takes none any more, if it was told otherwise. */
export async function tellUnsubscribed(settings: PushSettings): Promise<void> {
  const { push } = recall();
  if (!push) return;
  const { endpoint } = push;
  if (await tell([{ event: 'Push Unsubscribed', properties: { endpoint } }], settings))
    remember({ push: undefined });
}
