import { createHash } from 'node:crypto';
import { matches, property } from './filter.ts';
import type { Journey } from './journey.ts';
import type { EventData } from './task.ts';

export { exitsOf } from './exits.ts';
export { journeys } from './journeys/index.ts';

type Told = Pick<EventData, 'name' | 'properties'>;

/** Whether an event enters a journey; nothing enters one that is retired. */
export const entersJourney = ({ retired, entry }: Journey, event: Told): boolean =>
  !retired && matches(entry, event);

/** What the run that an event starts is one of: the value of the journey's key; undefined without a key. */
export function keyOf({ key }: Journey, event: Told): string | undefined {
  const value = key === undefined ? undefined : property(event.properties, key);
  return value === undefined || value === null ? undefined : String(value);
}

const versions = new WeakMap<Journey, string>();

/** Names what a journey says: 12 hexadecimal digits of a hash of its document. */
export function versionOf(journey: Journey): string {
  const known = versions.get(journey);
  if (known) return known;
  const version = createHash('sha256').update(JSON.stringify(journey)).digest('hex').slice(0, 12);
  versions.set(journey, version);
  return version;
}
