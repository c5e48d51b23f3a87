import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { messageKey } from '../../domain/records.ts';
import { isConditionFailure, type Key, type Table } from '../../domain/table.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import { byMachine, happenedAt, type SesEvent } from './ses-event.ts';

type Moment =
  | 'deliveredAt'
  | 'bouncedAt'
  | 'complainedAt'
  | 'openedAt'
  | 'openedByMachineAt'
  | 'clickedAt'
  | 'clickedByMachineAt';

/** The field that keeps when this happened first; undefined for what proves only that SES had taken the message. */
function momentOf(event: SesEvent): Moment | undefined {
  if (event.open) return byMachine(event) ? 'openedByMachineAt' : 'openedAt';
  if (event.click) return byMachine(event) ? 'clickedByMachineAt' : 'clickedAt';
  if (event.delivery) return 'deliveredAt';
  if (event.bounce) return 'bouncedAt';
  if (event.complaint) return 'complainedAt';
  return undefined;
}

const keyOf = ({ mail: { tags } }: SesEvent) =>
  messageKey(tags.person[0] ?? '', tags.run[0] ?? '', tags.step[0] ?? '', Number(tags.visit[0]));

/** A change of a message's record: what is set besides the status, with the names and values that it takes. */
export interface Change {
  readonly sets: readonly string[];
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** SES took the message and then would not send it, as for a virus in it. */
const rejected = (event: SesEvent): Change => ({
  sets: ['rejectedAt = if_not_exists(rejectedAt, :at)', 'reason = :reason'],
  values: { ':status': 'failed', ':reason': event.reject?.reason ?? event.eventType },
});

/** Whatever else SES tells of a message, it was sent; so what nobody knew until now is known. */
function accepted(event: SesEvent): Change {
  const moment = momentOf(event);
  const { bounce } = event;
  return {
    sets: [
      'providerId = if_not_exists(providerId, :providerId)',
      ...(moment ? ['#moment = if_not_exists(#moment, :at)'] : []),
      ...(bounce ? ['bounce = :bounce'] : []),
    ],
    names: moment && { '#moment': moment },
    values: {
      ':status': 'sent',
      ':providerId': event.mail.messageId,
      ':bounce': bounce && `${bounce.bounceType}: ${bounce.bounceSubType}`,
    },
  };
}

const untaken = new Set(['Reject', 'Rendering Failure']);

/**
 * Notes SES's feedback on the message's record, and returns the record; undefined as `noteChange` is. Of most messages the
 * record says already that they were sent: to read that costs a fifth of writing it again.
 */
export async function note(table: Table, event: SesEvent): Promise<MessageRecord | undefined> {
  if (event.eventType === 'Send') {
    const record = await table.get<MessageRecord>(keyOf(event));
    if (record?.status === 'sent' && record.providerId) return record;
  }
  const change = untaken.has(event.eventType) ? rejected(event) : accepted(event);
  return noteChange(table, keyOf(event), 'email', change, happenedAt(event));
}

/**
 * Notes feedback on a message's record, and returns the record. However often and in whatever order feedback comes,
 * the record is the same. Undefined for a message that has no record (any more), that its provider rejected, or that goes by
 * another channel by now.
 *
 * @param channel that the feedback is of
 * @param at when it happened, for changes that keep it
 */
export async function noteChange(
  table: Table,
  key: Key,
  channel: ChannelId,
  { sets, names, values }: Change,
  at: string,
): Promise<MessageRecord | undefined> {
  const usesAt = sets.some((set) => set.includes(':at'));
  try {
    return await table.update<MessageRecord>(key, `SET ${['#status = :status', ...sets].join(', ')}`, {
      condition: 'channel = :channel AND attribute_not_exists(rejectedAt)',
      names: { '#status': 'status', ...names },
      values: { ...values, ':channel': channel, ...(usesAt && { ':at': at }) },
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return undefined;
  }
}
