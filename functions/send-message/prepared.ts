import { utmOf } from '../../domain/campaigns/utm.ts';
import { fillWords } from '../../domain/campaigns/words.ts';
import type { Delivery } from '../../domain/channels/channel.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Links } from '../../domain/messages/links.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { contended, type Decision } from '../../domain/messages/messages.ts';
import { overChannel, trackingOf } from '../../domain/messages/tracking.ts';
import { MessageNotComposed } from './message-not-composed.ts';
import type { Outside } from './outside.ts';
import { linksBy, type Sending } from './sending.ts';
import type { Way } from './way.ts';

/** The task with its data as this person reads them, where they are words of a campaign. @throws Error of Liquid */
const worded = ({ task, template, profile }: Sending, links: Links, brand: Brand): Sending['task'] =>
  template.words ? { ...task, data: fillWords(task.data, { profile, brand, links }) } : task;

/**
 * Gives a message its channel's form. One that cannot have it is on record as failed, and nothing of it goes out.
 * @throws MessageNotComposed
 */
export async function prepared(
  { channel, to }: Way,
  sending: Sending,
  outside: Pick<Outside, 'messages' | 'times' | 'publicUrl' | 'brand'>,
  decision: Decision,
  found: MessageRecord | undefined,
): Promise<Delivery> {
  const { task, template, campaign, key, now } = sending;
  const { messages, times, publicUrl, brand } = outside;
  const { kind } = template;
  const about = campaign && utmOf(campaign.run, campaign.variant);
  const told = kind === 'staff' ? undefined : trackingOf(task, { key, publicUrl, ...brand }, about);
  const tracking = overChannel(channel.id, told);
  try {
    const links = linksBy(channel.id, sending, outside);
    return await channel.prepare({
      ...sending,
      task: worded(sending, links, brand),
      to,
      links,
      tracking,
      ...(kind !== 'staff' && { worthUntil: times.worthUntil({ task, kind, found, now }) }),
    });
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : String(cause);
    const claim = await messages.claim(decision, found);
    if (claim && claim !== contended) await messages.release(claim, fault);
    throw new MessageNotComposed(`${task.step}: ${fault}`, { cause });
  }
}
