import type { Channel } from '../../domain/channels/channel.ts';
import type { SkipReason } from '../../domain/consent/may-receive.ts';
import { ownAddress } from '../../domain/conversations/answerable.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { Outside } from './outside.ts';
import { permissionFor } from './permission.ts';
import type { Sending } from './sending.ts';

/** By which channel a message goes, and where. */
export interface Way {
  readonly channel: Channel;
  readonly to: string;
}

/** Where a person is reached on a channel: who wrote, at the address that they wrote from if it is known to be theirs. */
const addressBy = (channel: Channel, { profile, conversation }: Sending): string | undefined =>
  (conversation && ownAddress(profile, conversation.to)) ?? channel.addressOf(profile);

/** Where a message goes by a channel, or why it may not. */
export async function wayBy(
  id: ChannelId,
  sending: Sending,
  outside: Pick<Outside, 'channels' | 'brand' | 'table'>,
): Promise<Way | { readonly skipped: SkipReason }> {
  const { template, profile, now } = sending;
  const channel = outside.channels.find((each) => each.id === id);
  if (!channel) return { skipped: 'no-channel' };
  if (template.kind === 'staff') return { channel, to: outside.brand.staffEmail };
  const address = addressBy(channel, sending);
  const permission = await permissionFor(channel, address, sending, outside);
  if ('skipped' in permission) return permission;
  const closed = await channel.closed?.({ template, profile, now });
  return closed ? { skipped: closed } : { channel, to: address ?? '' };
}
