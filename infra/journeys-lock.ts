import { compiledJourneys } from './journeys.ts';
import { extendLock } from './lock.ts';

/** `npm run journeys:lock`: notes the journeys that the next deployment brings, so that none can be dropped later. */
const added = extendLock(compiledJourneys().map(({ id }) => id));
console.log(added.length > 0 ? `Locked: ${added.join(', ')}` : 'Every journey is locked already.');
