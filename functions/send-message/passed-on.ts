import type { MessageRecord, Tried } from '../../domain/messages/message-record.ts';
import { messageKey, runKey } from '../../domain/records.ts';
import { Exited } from '../../domain/runs/exited.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import type { SendByNextTask, SendCampaignTask, SendTask } from '../../workflows/task.ts';
import type { Outside } from './outside.ts';

/** A message that went by a channel in vain, and whose next channel has its turn now, in a run of its own. */
export interface Passed {
  /** The task of that run. */
  readonly told: SendByNextTask;
  /** The run that the message is of. */
  readonly origin: RunRecord;
  /** By which channels it went in vain, and why. */
  readonly tried: readonly Tried[];
  /** Sequence number of the person's last event when it was decided. */
  readonly since: number;
}

/** What is passed on: the message as its own step told it, and the channels that are left. */
interface PassedOn extends Passed {
  readonly again: SendTask | SendCampaignTask;
  readonly channels: readonly ChannelId[];
  readonly worthUntil: string;
}

/**
 * Reads from its record what a message was and which channels are left. One that its provider refused goes by those behind
 * that; one that an attempt before this one had claimed or held for a channel goes on there. @throws Exited where it was erased
 */
export async function passedOn(told: SendByNextTask, { table }: Pick<Outside, 'table'>): Promise<PassedOn> {
  const { message, holds = false } = told;
  const { person } = told.run;
  const { run, step, visit } = message;
  const [record, origin] = await Promise.all([
    table.get<MessageRecord>(messageKey(person, run, step, visit)),
    table.get<RunRecord>(runKey(person, run)),
  ]);
  if (!record?.next || !origin) throw new Exited(`${run}: there is no message of ${step} (any more)`);
  const { channel, tried = [], rejectedAt, reason = '', template, campaign, next, after: since } = record;
  const { data = {}, priority, worthUntil } = next;
  const { id, journey, version } = origin;
  const task = { run: { id, person: origin.person, journey, version }, step, visit, events: {}, holds };
  return {
    told,
    origin,
    since,
    again: campaign
      ? { ...task, kind: 'sendCampaign', campaign }
      : { ...task, kind: 'send', template, data, channels: [], ...(priority && { priority }) },
    worthUntil,
    ...(rejectedAt === undefined
      ? { channels: [channel, ...next.channels], tried }
      : { channels: next.channels, tried: [...tried, { channel, reason }] }),
  };
}
