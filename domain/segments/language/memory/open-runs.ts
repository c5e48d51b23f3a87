import { journeyEnded } from '../../../../workflows/events/journey-ended.ts';
import { journeyEntered } from '../../../../workflows/events/journey-entered.ts';
import { type Leaf, leafHash } from './leaf.ts';

/** Of a journey with a key a person may have many runs at once; more than these are not told apart from them. */
const mostRuns = 50;

/** Remembers the runs of a journey that the person is in, as the events of entering and ending tell. */
export const openRuns = (journey: string): Leaf => ({
  hash: leafHash({ openRuns: journey }),
  events: [journeyEntered.name, journeyEnded.name],
  hears: ({ name, properties, refused }) =>
    !refused &&
    (name === journeyEntered.name || name === journeyEnded.name) &&
    properties.journey === journey &&
    typeof properties.run === 'string',
  remember(before, { name, properties }) {
    const run = String(properties.run);
    const known = before?.runs ?? [];
    const enters = name === journeyEntered.name;
    if (known.includes(run) === enters) return before;
    return { runs: enters ? [...known, run].slice(-mostRuns) : known.filter((each) => each !== run) };
  },
});
