import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { earn, type Lots, spend } from './lots.ts';

type Told = Pick<RecordedEvent, 'name' | 'at' | 'properties' | 'refused'>;

/** The names of the events that move points. */
const moves = new Set(['Points Earned', 'Points Redeemed']);

/** The points that an event moves, which its rule found to be whole: more than 0 earned, fewer spent, 0 neither. */
function pointsMoved({ name, properties, refused }: Told): number {
  if (refused || !moves.has(name)) return 0;
  const points = Number(properties.points);
  return name === 'Points Earned' ? points : -points;
}

/** Unspent points after one more event. */
function pointsAfter(lots: Lots, event: Told): Lots {
  const moved = pointsMoved(event);
  if (moved < 0) return spend(lots, -moved, event.at);
  const { expiresAt } = event.properties;
  return moved > 0
    ? earn(lots, { points: moved, ...(typeof expiresAt === 'string' && { expiresAt }) }, event.at)
    : lots;
}

/** Folds `Points Earned` and `Points Redeemed` into the profile. */
export const foldPoints = (profile: Profile, event: RecordedEvent): Profile => ({
  ...profile,
  points: pointsAfter(profile.points ?? [], event),
});
