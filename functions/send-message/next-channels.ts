import type { MessageRecord, NextChannels } from '../../domain/messages/message-record.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { Outside } from './outside.ts';
import type { Sending } from './sending.ts';

/**
 * What a message's record keeps for the case that the channel's provider refuses it when the step is over; undefined where
 * nothing could follow. One that was passed on already keeps it all the same: an attempt to send it may have to be repeated.
 * @param others the channels behind the one that it goes by
 */
export function nextChannels(
  others: readonly ChannelId[],
  refusesLater: boolean | undefined,
  { task, template: { kind }, tried, now }: Sending,
  found: MessageRecord | undefined,
  { times }: Pick<Outside, 'times'>,
): NextChannels | undefined {
  if (task.kind !== 'send' || kind === 'staff') return undefined;
  const mayFollow = refusesLater === true && others.length > 0;
  if (!mayFollow && tried.length === 0) return undefined;
  const { campaign, data, priority } = task;
  return {
    channels: others,
    ...(!campaign && { data }),
    ...(priority && { priority }),
    worthUntil: new Date(times.worthUntil({ task, kind, found, now })).toISOString(),
  };
}
