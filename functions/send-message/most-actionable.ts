import type { SkipReason } from '../../domain/consent/may-receive.ts';
import type { ChannelId } from '../../workflows/channels.ts';

/** Why a message does not go by a channel. */
export interface Skip {
  readonly channel: ChannelId;
  readonly reason: SkipReason;
}

/** What its person could change first, by a click, a tick, an address; then what others would have to. */
const order: readonly SkipReason[] = [
  'unconfirmed',
  'paused',
  'no-consent',
  'unsubscribed',
  'no-address',
  'window-closed',
  'gone',
  'suppressed',
  'no-channel',
];

/** Of several reasons why a message goes by no channel the one that is said: what could be done about it soonest. */
export const mostActionable = (skips: readonly Skip[]): Skip | undefined =>
  skips.toSorted((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))[0];
