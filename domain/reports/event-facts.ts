import type { RecordedEvent } from '../events/recorded-event.ts';
import { businessDay } from './business-day.ts';
import { campaignCell, originCell } from './cell.ts';
import type { Fact } from './facts.ts';

const counters: Readonly<Record<string, string>> = {
  'Points Earned': 'pointsEarned',
  'Points Redeemed': 'pointsRedeemed',
};

/** A person whom a run of a campaign came to, held out or not. */
function reached({ campaign, run, variant }: RecordedEvent['properties']): readonly Fact[] {
  const cell = campaignCell(String(campaign), String(run), String(variant));
  return [{ cell, counts: { reached: 1 } }];
}

/** What an event counts for by itself; most that count are outcomes, which need more than the event to be told. */
export function eventFacts(
  { name, at, refused, properties }: Pick<RecordedEvent, 'name' | 'at' | 'refused' | 'properties'>,
  zone: string,
): readonly Fact[] {
  if (name === 'Campaign Reached' && !refused) return reached(properties);
  const counter = Object.hasOwn(counters, name) ? counters[name] : undefined;
  if (!counter || refused || typeof properties.points !== 'number') return [];
  return [{ cell: originCell(businessDay(at, zone), {}), counts: { [counter]: properties.points } }];
}
