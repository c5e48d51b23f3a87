import type { ChannelId } from '../../workflows/channels.ts';
import { mattersLess, type Priority } from '../../workflows/priority.ts';
import type { MessageKind } from '../messages/message-kind.ts';
import type { Cap } from './messaging.ts';

/** What the rules of timing ask of a message. */
export interface TimedMessage {
  readonly kind: MessageKind;
  readonly channel: ChannelId;
  readonly priority: Priority;
}

type Reach = Pick<Cap, 'kinds' | 'channels' | 'below'>;

/**
 * Whether a rule is about messages of this kind on this channel, however much they matter. A webhook reaches the
 * business's own systems, which nothing disturbs, so a rule is about it only if it names it.
 */
export const isAbout = (
  { kinds, channels }: Reach,
  { kind, channel }: Pick<TimedMessage, 'kind' | 'channel'>,
): boolean =>
  kinds.some((each) => each === kind) && (channels ? channels.includes(channel) : channel !== 'webhook');

/** Whether a rule may hold this message back. */
export const mayHold = (rule: Reach, message: TimedMessage): boolean =>
  isAbout(rule, message) && (rule.below === undefined || mattersLess(message.priority, rule.below));
