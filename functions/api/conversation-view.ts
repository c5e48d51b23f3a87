import type * as z from 'zod/mini';
import type { Booking } from '../../domain/bookings/booking.ts';
import { textAt } from '../../domain/consent/text-at.ts';
import {
  type Conversation,
  type ConversationSummary,
  readConversation,
} from '../../domain/conversations/conversation.ts';
import { threadOf } from '../../domain/conversations/thread.ts';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { personOfThread } from '../../domain/ids.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { currentProfile, partsOf } from '../../domain/people/lineage.ts';
import { storyOf } from '../../domain/people/story.ts';
import { timelineOf } from '../../domain/people/timeline.ts';
import { bookingRange, messageRange } from '../../domain/records.ts';
import { findCoupon } from '../../domain/rewards/coupon.ts';
import type { Item, Table } from '../../domain/table.ts';
import { couponIssued } from '../../workflows/events/coupon-issued.ts';
import { Problem } from '../shared/http/problem.ts';
import type { conversationShape, conversationWithStory } from './conversation-shapes.ts';
import { couponView } from './coupon-view.ts';

type Detail = z.output<typeof conversationWithStory>;

/** A conversation as lists show it. */
export const conversationView = ({
  id,
  person,
  channel,
  status,
  since,
  from,
  subject,
  text,
  at,
}: ConversationSummary): z.output<typeof conversationShape> => ({
  id,
  person,
  channel,
  status,
  since,
  from,
  subject: subject ?? null,
  text,
  at,
});

/** @throws Problem 404 */
export async function knownConversation(table: Table, id: string): Promise<Conversation> {
  const conversation = await readConversation(table, personOfThread(id) ?? '', id);
  if (!conversation) throw new Problem(404, `conversation: there is none with the id "${id}"`);
  return conversation;
}

/** The messages of a conversation, and the person's appointments and coupons beside them. */
export async function whatWasSaid(
  table: Table,
  { id, person }: Conversation,
  timezone: string,
  now: Date,
): Promise<Pick<Detail, 'messages'> & Omit<Detail['story'], 'person'>> {
  const profile = (await currentProfile(table, person)) ?? { id: person };
  const parts = partsOf(profile);
  const inAll = async <T extends Item>(range: typeof messageRange): Promise<T[]> =>
    (await Promise.all(parts.map((part) => Array.fromAsync(table.query<T>(range(part)))))).flat();
  const [events, records, bookings, timeline] = await Promise.all([
    Array.fromAsync(timelineOf(table, parts)),
    inAll<MessageRecord>(messageRange),
    inAll<Booking>(bookingRange),
    storyOf(table, profile, timezone),
  ]);
  return {
    messages: threadOf(id, events, records).map((message) => ({
      ...message,
      ...(message.attachments && { attachments: [...message.attachments] }),
    })),
    timeline: [...timeline],
    bookings: bookings
      .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
      .map(({ id: booking, service, startsAt, timezone: zone, status }) => ({
        id: booking,
        service,
        startsAt,
        timezone: zone,
        status,
      })),
    coupons: await couponsOf(table, events, now),
  };
}

async function couponsOf(
  table: Table,
  events: readonly RecordedEvent[],
  now: Date,
): Promise<Detail['story']['coupons']> {
  const codes = events
    .filter(({ name }) => name === couponIssued.name)
    .flatMap(({ properties }) => textAt(properties, 'code') ?? []);
  const coupons = await Promise.all(codes.map((code) => findCoupon(table, code)));
  return Promise.all(
    coupons.filter((coupon) => coupon !== undefined).map((coupon) => couponView(table, coupon, now)),
  );
}
