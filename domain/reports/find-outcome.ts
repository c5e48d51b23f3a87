import type { RecordedEvent } from '../events/recorded-event.ts';
import { personOfRun } from '../ids.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import { eventsAfter, eventsBefore, messageRange } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { outcomeOf } from './attribution/outcome-of.ts';
import { runBehind } from './attribution/touches.ts';
import { historyBefore, historySince, mergedBy, mostEvents } from './history.ts';
import type { Outcome } from './outcome.ts';

type Timelines = Map<string, readonly RecordedEvent[]>;

/** Reads as much of a person's timeline as counts, and of the timelines of whom it says to have been merged into them. */
async function readTimelines(
  table: Pick<Table, 'query'>,
  timelines: Timelines,
  { person, range, since }: { person: string; range: ReturnType<typeof eventsAfter>; since: string },
): Promise<void> {
  if (timelines.has(person)) return;
  const read: (RecordedEvent & Item)[] = [];
  for await (const event of table.query<RecordedEvent & Item>({ ...range, backwards: true, limit: 100 })) {
    if (event.at < since || read.length === mostEvents) break;
    read.push(event);
  }
  timelines.set(person, read.reverse());
  for (const other of mergedBy(read))
    await readTimelines(table, timelines, { person: other, range: eventsAfter(other, 0), since });
}

/** The messages of the runs that events name: those of somebody who was merged lie with them. */
async function readMessages(
  table: Pick<Table, 'query'>,
  events: readonly RecordedEvent[],
): Promise<readonly MessageRecord[]> {
  const people = new Set(events.flatMap((event) => personOfRun(runBehind(event) ?? '') ?? []));
  const read = [...people].map((person) => Array.fromAsync(table.query<MessageRecord>(messageRange(person))));
  return (await Promise.all(read)).flat();
}

/** Finds what an event comes to, for which what happened before it is read; undefined for one that is no outcome. */
export async function findOutcome(
  table: Pick<Table, 'query'>,
  event: RecordedEvent,
  lookBackDays: number,
): Promise<Outcome | undefined> {
  const { person, seq, at } = event;
  const timelines: Timelines = new Map();
  await readTimelines(table, timelines, {
    person,
    range: eventsBefore(person, seq),
    since: historySince(at),
  });
  const history = historyBefore(event, timelines);
  return outcomeOf(event, history, await readMessages(table, [...history, event]), lookBackDays);
}
