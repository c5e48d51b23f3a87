import type { RecordedEvent } from '../events/recorded-event.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Item } from '../table.ts';
import { eventFacts } from './event-facts.ts';
import { erased, type Fact, without } from './facts.ts';
import { messageFacts } from './message-facts.ts';
import type { Outcome } from './outcome.ts';
import { outcomeFacts } from './outcome-facts.ts';
import { runFacts } from './run-facts.ts';

/** What reports count, by the beginning of its sort key in a person's partition. */
const kinds: Readonly<Record<string, (item: never, zone: string) => readonly Fact[]>> = {
  'EVENT#': (event: Item & RecordedEvent, zone) => eventFacts(event, zone),
  'MESSAGE#': (message: MessageRecord, zone) => messageFacts(message, zone),
  'RUN#': (run: RunRecord, zone) => runFacts(run, zone),
  'OUTCOME#': (outcome: Outcome, zone) => outcomeFacts(outcome, zone),
};

/** The beginnings of sort keys whose items reports count. */
export const countedPrefixes: readonly string[] = Object.keys(kinds);

/** Reports count what lies with people; campaigns have runs of their own, which are called alike. */
export const countedPartitions = 'PERSON#';

/** What an item of the table counts for as it is; nothing for those that reports do not count. */
export function itemFacts(item: Item, zone: string): readonly Fact[] {
  if (!item.pk.startsWith(countedPartitions)) return [];
  const prefix = item.sk.slice(0, item.sk.indexOf('#') + 1);
  return Object.hasOwn(kinds, prefix) ? (kinds[prefix]?.(item as never, zone) ?? []) : [];
}

/** A change of an item, as a stream tells of it; without `before` it is new, without `after` it is deleted. */
export interface Change {
  readonly before?: Item | undefined;
  readonly after?: Item | undefined;
}

/**
 * What a change changes of the counters: what the item counts for now, less what it counted for. Added up over all
 * changes of an item that is there, it is what the item counts for, so that a recount needs no history.
 */
export function changeFacts({ before, after }: Change, zone: string): readonly Fact[] {
  const gone = before ? itemFacts(before, zone) : [];
  return after ? [...itemFacts(after, zone), ...without(gone)] : erased(gone);
}
