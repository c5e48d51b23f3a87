import { couponIssued } from '../../../workflows/events/coupon-issued.ts';
import { messageReceived } from '../../../workflows/events/message-received.ts';
import type { Booking } from '../../bookings/booking.ts';
import { forgetBooking } from '../../bookings/forget-booking.ts';
import { textAt } from '../../consent/text-at.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import type { RecordedEvent } from '../../events/recorded-event.ts';
import {
  conversationListKey,
  couponKey,
  personOf,
  recordedKey,
  shortLinkKey,
  timerHintKey,
} from '../../records.ts';
import { canonicalCode } from '../../rewards/code.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import type { OwnersEntry } from '../../schedules/owners.ts';
import { forgetSchedule } from '../../schedules/with-owners.ts';
import { leaveSegments } from '../../segments/leave.ts';
import type { Item } from '../../table.ts';
import type { StoredTimer } from '../../timers/timer.ts';
import type { Erasing } from './outside.ts';

/** Takes away what an item of a person's partition has led to elsewhere, before the item itself goes. Repeatable. */
type Trace = (item: Item, erasing: Erasing) => Promise<void>;

const ofEvent: Trace = async (item, { table, forgetMail }) => {
  const { key, messageId, name, properties } = item as Item & RecordedEvent;
  await table.delete(recordedKey(key, messageId));
  const code = name === couponIssued.name ? textAt(properties, 'code') : undefined;
  if (code !== undefined) await table.delete(couponKey(canonicalCode(code)));
  const kept = name === messageReceived.name ? textAt(properties, 'kept') : undefined;
  if (kept !== undefined) await forgetMail(kept);
};

const ofRun: Trace = async (item, { stop }) => {
  const run = item as RunRecord;
  if (run.status === 'running') await stop(run);
};

const ofConversation: Trace = (item, { table }) => {
  const { status, since, id } = item as Conversation;
  return table.delete(conversationListKey(status, since, id));
};

const ofBooking: Trace = (item, { table }) => forgetBooking(table, item as Booking);

/** Whose partition an item lies in. */
const partitionOf = ({ pk }: Item): string => personOf({ pk: '', sk: pk });

const ofSegments: Trace = (item, { table }) => leaveSegments(table, partitionOf(item));

const ofSchedule: Trace = (item, { table, unsetClock }) =>
  forgetSchedule(table, (item as OwnersEntry).schedule, partitionOf(item), unsetClock);

const ofTimer: Trace = (item, { table }) => {
  const { minute, person, name, mark } = item as StoredTimer;
  return table.delete(timerHintKey(minute, person, name, mark));
};

const ofLink: Trace = ({ sk }, { table }) => table.delete(shortLinkKey(sk.slice('LINK#'.length)));

const nothing: Trace = async () => undefined;

/** What a person's partition holds, by what its sort keys begin with: as receipts call it, and what it has led to. */
const kinds: Readonly<Record<string, { readonly kind: string; readonly trace: Trace }>> = {
  EVENT: { kind: 'events', trace: ofEvent },
  RUN: { kind: 'runs', trace: ofRun },
  MESSAGE: { kind: 'messages', trace: nothing },
  CONVERSATION: { kind: 'conversations', trace: ofConversation },
  SCHEDULE: { kind: 'schedules', trace: ofSchedule },
  TIMER: { kind: 'other', trace: ofTimer },
  SEGMENTS: { kind: 'other', trace: ofSegments },
  LINK: { kind: 'other', trace: ofLink },
  BOOKING: { kind: 'bookings', trace: ofBooking },
};

/** What is told of an item in a receipt, and what goes before it. */
export const traceOf = ({ sk }: Item): { readonly kind: string; readonly trace: Trace } =>
  kinds[sk.split('#')[0] ?? ''] ?? { kind: 'other', trace: nothing };
