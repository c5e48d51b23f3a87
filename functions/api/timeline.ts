import type * as z from 'zod/mini';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { hashText } from '../../domain/ids.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { whyOf } from '../../domain/messages/why.ts';
import { eventsAfter, messageRange } from '../../domain/records.ts';
import type { Item, Table } from '../../domain/table.ts';
import { cursorTo, placeIn } from '../shared/http/cursor.ts';
import type { timelineItem } from './shapes.ts';

type TimelineItem = z.output<typeof timelineItem>;

/** A place among a person's events and messages: a message stands behind the event after which it was claimed. */
interface Place {
  readonly seq: number;
  /** 0 is the event itself, 1 the first message behind it. */
  readonly nth: number;
}

const encode = ({ seq, nth }: Place): string | null => cursorTo(`${seq}.${nth}`);

function decode(cursor: string | undefined): Place {
  const place = placeIn(cursor, /^\d{1,12}\.\d{1,6}$/, 'a page of this timeline') ?? '1.0';
  const [seq, nth] = place.split('.').map(Number);
  return { seq: seq ?? 1, nth: nth ?? 0 };
}

const eventItem = (event: RecordedEvent): TimelineItem => {
  const { id, name, at, properties, source, proof, message, holds, refused } = event;
  return {
    id,
    name,
    at,
    properties: { ...properties },
    source,
    ...(proof && { proof: { ...proof } }),
    ...(message && { message: { ...message } }),
    ...(holds && { holds: [...holds] }),
    ...(refused && { refused }),
  };
};

/** What a message was and what became of it, without our own bookkeeping, and why in a sentence. */
function messageItem(message: MessageRecord): TimelineItem {
  const {
    pk: _,
    sk,
    at,
    after: __,
    person: ___,
    claims: ____,
    held,
    tried,
    campaign,
    ...properties
  } = message;
  return {
    id: `msg_${hashText(24, sk)}`,
    name: 'Message',
    at,
    properties: {
      ...properties,
      ...(campaign && { campaign: { ...campaign } }),
      ...(held && { held: [...held] }),
      ...(tried && { tried: [...tried] }),
      why: whyOf(message),
    },
    source: 'onward',
  };
}

/** One page of a person's events and messages, oldest first. @throws Problem 400 for a cursor that no page gave */
export async function timeline(
  table: Table,
  person: string,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const from = decode(cursor);
  const items: TimelineItem[] = [];
  for await (const [place, item] of placed(table, person, from)) {
    if (items.length === limit) return { items, next: encode(place) };
    items.push(item);
  }
  return { items, next: null };
}

async function* placed(
  table: Table,
  person: string,
  from: Place,
): AsyncGenerator<readonly [Place, TimelineItem]> {
  const messages = await messagesByPlace(table, person);
  function* behind(seq: number, nth = 1): Generator<readonly [Place, TimelineItem]> {
    const here = messages.get(seq) ?? [];
    for (let at = nth; at <= here.length; at += 1) yield [{ seq, nth: at }, messageItem(here[at - 1]!)];
  }
  if (from.nth > 0) yield* behind(from.seq, from.nth);
  const behindSeq = from.nth > 0 ? from.seq : from.seq - 1;
  for await (const event of table.query<RecordedEvent & Item>(eventsAfter(person, behindSeq))) {
    yield [{ seq: event.seq, nth: 0 }, eventItem(event)];
    yield* behind(event.seq);
  }
}

async function messagesByPlace(table: Table, person: string): Promise<Map<number, MessageRecord[]>> {
  const messages = await Array.fromAsync(table.query<MessageRecord>(messageRange(person)));
  return Map.groupBy(
    messages.toSorted((a, b) => a.at.localeCompare(b.at)),
    (message) => message.after,
  );
}
