import { addressOf } from '../../domain/channels/address-of.ts';
import type { Message } from '../../domain/channels/channel.ts';
import { textAt } from '../../domain/consent/text-at.ts';
import { replyAddress } from '../../domain/inbound/reply-address.ts';
import { type Links, linksFor } from '../../domain/messages/links.ts';
import type { Tried } from '../../domain/messages/message-record.ts';
import { storyOf } from '../../domain/people/story.ts';
import { messageKey } from '../../domain/records.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageTask } from '../../workflows/task.ts';
import type { InFull } from './in-full.ts';
import type { Outside } from './outside.ts';

/** Everything that is decided about one message before a channel has it. */
export interface Sending extends Omit<Message, 'to' | 'links'> {
  readonly task: MessageTask;
  /** That signs links and hashes addresses. */
  readonly key: string;
  /** The campaign's run that it is sent for. */
  readonly campaign: InFull['campaign'];
  /** By which channels it went in vain before, and why: nothing of one that is sent for the first time. */
  readonly tried: readonly Tried[];
}

type Known = Pick<Sending, 'task' | 'template' | 'campaign' | 'run' | 'profile' | 'tried' | 'now'>;

/** Adds what is known of a message to what it takes to send it: the key, the way back for answers, the story that its template tells. */
export async function sendingOf(
  known: Known,
  { table, brand, replyDomain, signingKey }: Pick<Outside, 'table' | 'brand' | 'replyDomain' | 'signingKey'>,
): Promise<Sending> {
  const { task, template, profile, now } = known;
  const key = await signingKey(now);
  const story = template.story && (await storyOf(table, profile, brand.timezone));
  const record = messageKey(profile.id, task.run.id, task.step, task.visit);
  const replyTo = replyDomain && replyAddress(key, record, replyDomain);
  const conversation = task.kind === 'send' && task.conversation;
  return {
    ...known,
    key,
    ...(replyTo && { replyTo }),
    ...(conversation && { conversation }),
    ...(story && { story }),
  };
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
