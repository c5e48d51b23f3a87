import type { DocumentFilter } from './event-filter.ts';
import { unsubscribed } from './events/unsubscribed.ts';
import { matches, property } from './filter.ts';
import type { Journey } from './journey.ts';
import { isRef, type Ref } from './reference.ts';
import type { EventData, EventFilter, Test } from './task.ts';

/**
 * An unsubscribe covers a journey when it is about its channel, or all, and about its topic, or all. One that leaves
 * the journey another channel does not end it. What an event does not name is null to a test.
 */
const leaving = ({ topic, channels = ['email'] }: Journey): readonly EventFilter[] =>
  topic === undefined
    ? []
    : [
        {
          event: unsubscribed.name,
          where: {
            channel: { in: channels.length > 1 ? [null] : [...channels, null] },
            topic: { in: [topic, null] },
          },
        },
      ];

/** The entry event's value that a reference stands for; one that is missing asks that the property is missing too. */
function resolve({ $ref }: Ref, entry: EventData): Test {
  const value = property(entry, $ref.slice($ref.indexOf('.') + 1));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const resolved = ({ event, where = {} }: DocumentFilter, entry: EventData): EventFilter => ({
  event,
  where: Object.fromEntries(
    Object.entries(where).map(([path, test]) => [path, isRef(test) ? resolve(test, entry) : test]),
  ),
});

/** What ends a run from outside, fixed when it starts: references to the entry event are replaced by its values. */
export const exitsOf = (journey: Journey, entry: EventData): readonly EventFilter[] => [
  ...leaving(journey),
  ...(journey.exits ?? []).map((filter) => resolved(filter, entry)),
];

/** Whether an event ends the run whose exits these are. */
export const isExit = (
  exits: readonly EventFilter[],
  event: Pick<EventData, 'name' | 'properties'>,
): boolean => exits.some((filter) => matches(filter, event));
