import type { RecordedEvent } from '../events/recorded-event.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import { eventsBefore, messageRange } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { outcomeOf } from './attribution/outcome-of.ts';
import type { Outcome } from './outcome.ts';

const day = 86_400_000;

/** How far back a timeline is read for an outcome: appointments may be made two months ahead. */
const readDays = 90;

/** The most events that are read for an outcome. A person who does more in 90 days is judged by the last of them. */
const mostEvents = 500;

/** Of a timeline up to an event what its outcome is found by, the oldest first. */
export function recentOf(events: readonly RecordedEvent[], at: string): readonly RecordedEvent[] {
  const since = new Date(Date.parse(at) - readDays * day).toISOString();
  return events.filter((event) => event.at >= since).slice(-mostEvents);
}

/** Finds what an event comes to, for which the person's timeline before it and their messages are read. */
export async function findOutcome(
  table: Pick<Table, 'query'>,
  event: RecordedEvent,
): Promise<Outcome | undefined> {
  const read: (RecordedEvent & Item)[] = [];
  const since = new Date(Date.parse(event.at) - readDays * day).toISOString();
  const before = { ...eventsBefore(event.person, event.seq), backwards: true, limit: 100 };
  for await (const earlier of table.query<RecordedEvent & Item>(before)) {
    if (earlier.at < since || read.length === mostEvents) break;
    read.push(earlier);
  }
  const messages = await Array.fromAsync(table.query<MessageRecord>(messageRange(event.person)));
  return outcomeOf(event, read.reverse(), messages);
}
