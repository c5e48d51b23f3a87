import type { RecordedEvent } from '../events/recorded-event.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import type { Item } from '../table.ts';
import { mayBeOutcome, outcomeOf } from './attribution/outcome-of.ts';
import type { Fact } from './facts.ts';
import { historyBefore } from './history.ts';
import { itemFacts } from './item-facts.ts';
import { outcomeFacts } from './outcome-facts.ts';

/** A partition's items whose sort keys begin so, in their order. */
const itemsAt = <T>(items: readonly Item[], prefix: string): readonly T[] =>
  items.filter(({ sk }) => sk.startsWith(prefix)) as readonly object[] as readonly T[];

/**
 * What a person's items come to, from scratch: the same folds over what there is now, and every outcome found anew.
 *
 * @param parts the whole partitions of the person and of all who were merged into them, by whose they are
 */
export function recountPerson(parts: ReadonlyMap<string, readonly Item[]>, zone: string): readonly Fact[] {
  const items = [...parts.values()].flat();
  const messages = itemsAt<MessageRecord>(items, 'MESSAGE#');
  const timelines = new Map([...parts].map(([id, all]) => [id, itemsAt<RecordedEvent>(all, 'EVENT#')]));
  const outcomes = [...timelines.values()].flat().flatMap((event) => {
    if (!mayBeOutcome(event)) return [];
    return outcomeOf(event, historyBefore(event, timelines), messages) ?? [];
  });
  return [
    ...items.filter(({ sk }) => !sk.startsWith('OUTCOME#')).flatMap((item) => itemFacts(item, zone)),
    ...outcomes.flatMap((outcome) => outcomeFacts(outcome, zone)),
  ];
}
