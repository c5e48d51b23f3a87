import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import { currentProfile, partsOf } from '../people/lineage.ts';
import { messageRange } from '../records.ts';
import type { Table } from '../table.ts';

interface Wanted {
  readonly channel: ChannelId;
  /** The provider's ids of messages that the person says, or the provider tells, are answered. */
  readonly providerIds?: readonly string[];
  /** On channels that are one conversation, the last message since then is the one that is answered; ISO 8601. */
  readonly since?: string;
}

/** Messages of a person that are looked through. */
const mostMessages = 200;

/** The message of ours that a person answers, as far as it can be told; also one that went to who was merged into them. */
export async function answeredMessage(
  table: Pick<Table, 'get' | 'query'>,
  person: string,
  { channel, providerIds = [], since }: Wanted,
): Promise<MessageRecord | undefined> {
  if (providerIds.length === 0 && since === undefined) return undefined;
  let latest: MessageRecord | undefined;
  let looked = 0;
  const profile = await currentProfile(table, person);
  for (const part of profile ? partsOf(profile) : [person])
    for await (const record of table.query<MessageRecord>({ ...messageRange(part), backwards: true })) {
      if (record.providerId !== undefined && providerIds.includes(record.providerId)) return record;
      const counts = record.channel === channel && record.kind !== 'staff' && record.status === 'sent';
      if (counts && since !== undefined && record.at >= (latest?.at ?? since)) latest = record;
      looked += 1;
      if (looked === mostMessages) return latest;
    }
  return latest;
}

/** A message as an answer names it. */
export const repliedTo = ({ journey, run, step, visit }: MessageRecord) => ({ journey, run, step, visit });
