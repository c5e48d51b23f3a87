import type { Journey } from '../../workflows/journey.ts';
import type { Centre } from '../centre/centre.ts';
import type { Business } from './language/kind.ts';

/** What segments may name of the business. */
export const businessOf = (
  { location }: Pick<Centre, 'location'>,
  journeys: readonly Pick<Journey, 'id' | 'tells'>[],
): Business => ({
  place: location,
  journeys: new Map(journeys.map(({ id, tells }) => [id, tells === true])),
});
