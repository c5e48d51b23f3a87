import type { RecordedEvent } from '../events/recorded-event.ts';
import { businessDay } from './business-day.ts';
import { originCell } from './cell.ts';
import type { Fact } from './facts.ts';

const counters: Readonly<Record<string, string>> = {
  'Points Earned': 'pointsEarned',
  'Points Redeemed': 'pointsRedeemed',
};

/** What an event counts for by itself; most that count are outcomes, which need more than the event to be told. */
export function eventFacts(
  { name, at, refused, properties }: Pick<RecordedEvent, 'name' | 'at' | 'refused' | 'properties'>,
  zone: string,
): readonly Fact[] {
  const counter = Object.hasOwn(counters, name) ? counters[name] : undefined;
  if (!counter || refused || typeof properties.points !== 'number') return [];
  return [{ cell: originCell(businessDay(at, zone), {}), counts: { [counter]: properties.points } }];
}
