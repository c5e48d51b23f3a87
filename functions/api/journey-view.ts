import type * as z from 'zod/mini';
import type { Journey } from '../../workflows/journey.ts';
import { versionOf } from '../../workflows/runtime.ts';
import { Problem } from '../shared/http/problem.ts';
import type { journeyShape } from './shapes.ts';

/** A journey as lists show it. */
export const journeyView = (journey: Journey): z.output<typeof journeyShape> => ({
  id: journey.id,
  title: journey.title,
  version: versionOf(journey),
  retired: journey.retired ?? false,
  entry: journey.entry.event,
});

/** @throws Problem 404 naming the journeys that there are. */
export function findJourney(journeys: readonly Journey[], id: string): Journey {
  const journey = journeys.find((each) => each.id === id);
  if (!journey)
    throw new Problem(
      404,
      `journey: unknown journey "${id}"; known: ${journeys.map((each) => each.id).join(', ')}`,
    );
  return journey;
}
