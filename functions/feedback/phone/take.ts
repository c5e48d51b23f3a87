import { changeAtOnce } from '../../../domain/consent/change-at-once.ts';
import { Suppressions } from '../../../domain/consent/suppressions.ts';
import { withdraw } from '../../../domain/consent/withdraw.ts';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import type { MessageRecord } from '../../../domain/messages/message-record.ts';
import type { Table } from '../../../domain/table.ts';
import { messageUndelivered } from '../../../workflows/events/message-undelivered.ts';
import type { Log } from '../../shared/log.ts';
import type { Outside } from '../feedback.ts';
import { type Change, noteChange } from '../note.ts';
import { type PhoneEvent, recordKey } from './phone-event.ts';

const moments = { delivered: 'deliveredAt', read: 'openedAt', undelivered: 'bouncedAt' } as const;

/** It was not taken in the end: nothing that is told of it later changes that. */
const failed = ({ providerId, reason }: PhoneEvent): Change => ({
  sets: [
    'rejectedAt = if_not_exists(rejectedAt, :at)',
    'reason = :reason',
    'providerId = if_not_exists(providerId, :providerId)',
  ],
  values: { ':status': 'failed', ':reason': reason, ':providerId': providerId },
});

/** What an event changes of the message's record. Whatever else is told of a message, its provider had taken it. */
function changeOf(event: PhoneEvent): Change {
  const { became, providerId, reason } = event;
  if (became === 'refused') return failed(event);
  const moment = became === 'sent' ? undefined : moments[became];
  return {
    sets: [
      'providerId = if_not_exists(providerId, :providerId)',
      ...(moment ? ['#moment = if_not_exists(#moment, :at)'] : []),
      ...(reason === undefined ? [] : ['bounce = :bounce']),
    ],
    names: moment && { '#moment': moment },
    values: { ':status': 'sent', ':providerId': providerId, ':bounce': reason },
  };
}

/**
 * Whether a message goes by the next channel of its list: for certain it did not come by this one. Who has just asked for no
 * more marketing here is not sent it there.
 */
const passesOn = (
  { next, kind, channel, deliveredAt, openedAt }: MessageRecord,
  { surely, means, ...event }: PhoneEvent,
): boolean =>
  surely === true &&
  next !== undefined &&
  next.channels.length > 0 &&
  channel === event.channel &&
  !(deliveredAt ?? openedAt) &&
  !(means === 'left' && kind === 'marketing');

const day = 86_400_000;

/** Who is not on WhatsApp today may be next month; a number that is none stays none. */
const untilOf = ({ channel, at }: PhoneEvent): string | undefined =>
  channel === 'whatsapp' ? new Date(Date.parse(at) + 30 * day).toISOString() : undefined;

/** Heeds at once what an event means for messages to come on its channel: who is not on WhatsApp may take texts. */
async function heed(
  table: Table,
  suppressions: Suppressions,
  person: string,
  event: PhoneEvent,
): Promise<void> {
  const { channel, to, at, means, reason } = event;
  if (means === 'left')
    await changeAtOnce(table, person, (profile) => withdraw(profile, { channel }, at, channel));
  if (means !== 'gone') return;
  const until = untilOf(event);
  const suppression = { at, ...(reason && { reason }), ...(until && { until }) };
  await suppressions.suppress({ channel, address: to }, 'bounce', suppression);
}

/** The event that tells the person's timeline of a message that did not come. */
function eventFor(record: MessageRecord, event: PhoneEvent, now: Date): LineMessage {
  const { person, run, step, visit, rejectedAt } = record;
  const { channel, providerId, at, reason = '' } = event;
  const passed = rejectedAt !== undefined && passesOn(record, event);
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: `${providerId}/${event.became}`,
    source: 'onward',
    type: 'track',
    name: messageUndelivered.name,
    properties: {
      channel,
      reason,
      run,
      step,
      visit,
      attempt: providerId,
      ...(passed && { next: record.next?.channels[0] }),
    },
    timestamp: at,
    receivedAt: now.toISOString(),
    hops: 0,
  };
}

/**
 * Notes an event on its message's record, and returns the record. One that failed for good may be told again: its record is
 * returned while it stands, so that what a crash cut short is told to the timeline.
 */
async function noteEvent(table: Table, event: PhoneEvent): Promise<MessageRecord | undefined> {
  const { became, channel, at, reason } = event;
  const key = recordKey(event);
  if (became !== 'undelivered' && became !== 'refused')
    return noteChange(table, key, channel, changeOf(event), at);
  const before = await table.get<MessageRecord>(key);
  if (before?.rejectedAt && before.channel === channel && before.reason === reason) return before;
  const passed = before !== undefined && passesOn(before, event);
  return noteChange(table, key, channel, passed ? failed(event) : changeOf(event), at);
}

/**
 * Takes what is told of a message to a phone: notes it on the record, heeds it, and tells the timeline, which has another
 * channel tried where one is left. Safe to repeat.
 */
export async function takePhoneEvent(
  { table, line, signingKey }: Outside,
  event: PhoneEvent,
  log: Log,
): Promise<void> {
  const { channel, became, providerId, reason } = event;
  const record = await noteEvent(table, event);
  log.info('feedback', {
    type: `${channel} ${became}`,
    reason,
    providerId,
    known: record !== undefined,
    run: record?.run,
    person: record?.person,
    step: record?.step,
  });
  if (became !== 'undelivered' && became !== 'refused') return;
  const { person } = event.tags;
  const now = new Date();
  await heed(table, new Suppressions(table, await signingKey(now)), person, event);
  if (record) await line.send([eventFor(record, event, now)]);
}
