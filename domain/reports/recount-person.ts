import type { RecordedEvent } from '../events/recorded-event.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import type { Item } from '../table.ts';
import { outcomeOf } from './attribution/outcome-of.ts';
import type { Fact } from './facts.ts';
import { itemFacts } from './item-facts.ts';
import { outcomeFacts } from './outcome-facts.ts';
import { recentOf } from './timeline.ts';

/**
 * What a person's items come to, from scratch: the same folds over what there is now, and every outcome found anew from
 * the timeline up to its event.
 *
 * @param items the person's whole partition, in its order
 */
export function recountPerson(items: readonly Item[], zone: string): readonly Fact[] {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix)) as readonly object[];
  const timeline = of('EVENT#') as readonly RecordedEvent[];
  const messages = of('MESSAGE#') as readonly MessageRecord[];
  const outcomes = timeline.flatMap((event, index) => {
    const outcome = outcomeOf(event, recentOf(timeline.slice(0, index), event.at), messages);
    return outcome ? [outcome] : [];
  });
  return [
    ...items.filter(({ sk }) => !sk.startsWith('OUTCOME#')).flatMap((item) => itemFacts(item, zone)),
    ...outcomes.flatMap((outcome) => outcomeFacts(outcome, zone)),
  ];
}
