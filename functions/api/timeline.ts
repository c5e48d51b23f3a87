import type * as z from 'zod/mini';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { hashText } from '../../domain/ids.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { whyOf } from '../../domain/messages/why.ts';
import { partsOf } from '../../domain/people/lineage.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { eventsAfter, messageRange, profileKey } from '../../domain/records.ts';
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

/** Behind everything: that part of the timeline has been shown. */
const end: Place = { seq: 999_999_999_999, nth: 0 };
const beginning: Place = { seq: 1, nth: 0 };

/** The next place in each of the partitions in which the person lies. */
const encode = (places: readonly Place[]): string | null =>
  cursorTo(places.map(({ seq, nth }) => `${seq}.${nth}`).join('-'));

/** A person who took in another since the page before shows that one's part from its beginning. */
function decode(cursor: string | undefined, parts: number): readonly Place[] {
  const told = placeIn(cursor, /^\d{1,12}\.\d{1,6}(-\d{1,12}\.\d{1,6})*$/, 'a page of this timeline');
  const places = (told?.split('-') ?? []).map((place) => {
    const [seq = 1, nth = 0] = place.split('.').map(Number);
    return { seq, nth };
  });
  return Array.from({ length: parts }, (_, part) => places[part] ?? beginning);
}

/** Calls take seconds to come: what happened within a minute of its record is not worth a second time. */
const worthTelling = 60_000;

const eventItem = (event: RecordedEvent): TimelineItem => {
  const { id, name, at, timestamp, properties, source, proof, message, holds, historical, refused } = event;
  return {
    id,
    name,
    at,
    ...(Date.parse(at) - Date.parse(timestamp) >= worthTelling && { timestamp }),
    properties: { ...properties },
    source,
    ...(proof && { proof: { ...proof } }),
    ...(message && { message: { ...message } }),
    ...(holds && { holds: [...holds] }),
    ...(historical && { historical }),
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
    next: _____,
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
  profile: Pick<Profile, 'id' | 'merged'>,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const parts = partsOf(profile);
  const messages = await messagesByPlace(table, profile);
  const sources = decode(cursor, parts.length).map((from, index) =>
    placed(table, parts[index] ?? '', messages, from),
  );
  const heads = await Promise.all(sources.map(headOf));
  const items: TimelineItem[] = [];
  for (;;) {
    const first = firstOf(heads);
    const head = heads[first];
    if (!head) return { items, next: null };
    if (items.length === limit) return { items, next: encode(heads.map((each) => each?.[0] ?? end)) };
    items.push(head[1]);
    heads[first] = await headOf(sources[first]!);
  }
}

type Placed = readonly [Place, TimelineItem];

async function headOf(source: AsyncGenerator<Placed, void>): Promise<Placed | undefined> {
  const { done, value } = await source.next();
  return done ? undefined : value;
}

/** Of several parts that which was recorded first comes first. */
function firstOf(heads: readonly (Placed | undefined)[]): number {
  let first = -1;
  for (const [index, head] of heads.entries()) {
    const best = heads[first];
    if (head && !(best && best[1].at <= head[1].at)) first = index;
  }
  return first;
}

type Messages = ReadonlyMap<string, readonly MessageRecord[]>;

const behindOf = (person: string, seq: number): string => `${person} ${seq}`;

/** One partition's events from a place on, each with the messages behind it. */
async function* placed(
  table: Table,
  person: string,
  messages: Messages,
  from: Place,
): AsyncGenerator<Placed, void> {
  function* behind(seq: number, nth = 1): Generator<Placed> {
    const here = messages.get(behindOf(person, seq)) ?? [];
    for (let at = nth; at <= here.length; at += 1) yield [{ seq, nth: at }, messageItem(here[at - 1]!)];
  }
  if (from.nth > 0) yield* behind(from.seq, from.nth);
  const behindSeq = from.nth > 0 ? from.seq : from.seq - 1;
  for await (const event of table.query<RecordedEvent & Item>(eventsAfter(person, behindSeq))) {
    yield [{ seq: event.seq, nth: 0 }, eventItem(event)];
    yield* behind(event.seq);
  }
}

/**
 * A person's messages by the event behind which they stand. What a run sent since its person was merged into another lies
 * with that person still, and stands behind an event of the other's.
 */
async function messagesByPlace(
  table: Table,
  { id, merged = [] }: Pick<Profile, 'id' | 'merged'>,
): Promise<Messages> {
  const [lists, forwards] = await Promise.all([
    Promise.all(
      [id, ...merged].map((part) => Array.fromAsync(table.query<MessageRecord>(messageRange(part)))),
    ),
    Promise.all(merged.map((part) => table.get<Profile>(profileKey(part)))),
  ]);
  const timelineOf = (person: string, after: number): string => {
    const forward = forwards.find((each) => each?.id === person);
    return forward?.mergedInto && after >= forward.seq ? timelineOf(forward.mergedInto, after) : person;
  };
  return Map.groupBy(
    lists.flat().toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ person, after }) => behindOf(timelineOf(person, after), after),
  );
}
