import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { MessageRecord } from '../../messages/message-record.ts';
import type { Key } from '../../table.ts';
import { mayBeOutcome, outcomeOf } from '../attribution/outcome-of.ts';
import type { Fact } from '../facts.ts';
import { historyBefore } from '../history.ts';
import { itemFacts } from '../item-facts.ts';
import type { Outcome } from '../outcome.ts';
import { outcomeFacts } from '../outcome-facts.ts';
import { itemsAt, type Parts } from './parts.ts';

/** What one item counts for. */
export interface Counted {
  readonly of: Key;
  readonly facts: readonly Fact[];
}

/** The outcomes of a person's events, found from their timelines alone, each with its event. */
export function outcomesAnew(
  parts: Parts,
  lookBackDays: number,
): readonly { readonly event: RecordedEvent; readonly outcome: Outcome }[] {
  const messages = itemsAt<MessageRecord>([...parts.values()].flat(), 'MESSAGE#');
  const timelines = new Map([...parts].map(([id, all]) => [id, itemsAt<RecordedEvent>(all, 'EVENT#')]));
  return [...timelines.values()].flat().flatMap((event) => {
    const outcome = mayBeOutcome(event)
      ? outcomeOf(event, historyBefore(event, timelines), messages, lookBackDays)
      : undefined;
    return outcome ? [{ event, outcome }] : [];
  });
}

/** What a person's items count for, from scratch: the same folds over what there is now, with these outcomes. */
export function recountParts(parts: Parts, outcomes: readonly Outcome[], zone: string): readonly Counted[] {
  const items = [...parts.values()].flat().filter(({ sk }) => !sk.startsWith('OUTCOME#'));
  return [
    ...items.map((item) => ({ of: { pk: item.pk, sk: item.sk }, facts: itemFacts(item, zone) })),
    ...outcomes.map((outcome) => ({
      of: { pk: outcome.pk, sk: outcome.sk },
      facts: outcomeFacts(outcome, zone),
    })),
  ].filter(({ facts }) => facts.length > 0);
}
