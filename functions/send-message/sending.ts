import { addressOf } from '../../domain/channels/address-of.ts';
import type { Message } from '../../domain/channels/channel.ts';
import { textAt } from '../../domain/consent/text-at.ts';
import { type Links, linksFor } from '../../domain/messages/links.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageTask } from '../../workflows/task.ts';
import type { Outside } from './outside.ts';

/** Everything that is decided about one message before a channel has it. */
export interface Sending extends Omit<Message, 'to' | 'links'> {
  readonly task: MessageTask;
  /** That signs links and hashes addresses. */
  readonly key: string;
}

/** The links of a message as it goes by a channel: its way out names the channel. */
export function linksBy(
  channel: ChannelId,
  { task, template, profile, key, now }: Sending,
  { brand, publicUrl }: Pick<Outside, 'brand' | 'publicUrl'>,
): Links {
  const confirms = template.confirms && addressOf(profile, 'email');
  return linksFor(
    profile.id,
    {
      key,
      publicUrl,
      bookingUrl: brand.bookingUrl,
      bookingId: textAt(task.data, 'bookingId'),
      ...(template.kind === 'marketing' && { about: { topic: template.topic, channel } }),
      ...(confirms && { confirms }),
    },
    now,
  );
}
