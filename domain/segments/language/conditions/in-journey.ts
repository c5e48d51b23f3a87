import * as z from 'zod/mini';
import { type Complaint, quote } from '../../../../workflows/sentences.ts';
import { type Business, defineKind } from '../kind.ts';
import { openRuns } from '../memory/open-runs.ts';
import { lasting, type View } from '../question.ts';
import { plural } from '../words.ts';

/** Why a journey cannot be asked about. */
function unaskable(journey: string, { journeys }: Business): Complaint | undefined {
  if (!journeys) return undefined;
  const tells = journeys.get(journey);
  if (tells) return undefined;
  const reason =
    tells === undefined
      ? `there is no journey ${quote(journey)}; known: ${[...journeys.keys()].join(', ')}`
      : `the journey ${quote(journey)} does not tell of its runs; an engineer adds "tells: true" to it and deploys`;
  return { field: 'inJourney', reason: `inJourney: ${reason}` };
}

/** `{"inJourney": "win-back"}`: a run of the journey is under way. */
export const inJourney = defineKind(
  z.strictObject({ inJourney: z.string().check(z.minLength(1), z.maxLength(64)) }),
  ({ inJourney: journey }, business) => {
    const leaf = openRuns(journey);
    const runs = ({ memory }: View): number => memory[leaf.hash]?.runs?.length ?? 0;
    return (
      unaskable(journey, business) ?? {
        says: `in the journey ${journey}`,
        leaves: [leaf],
        reads: {},
        ask: (view) => lasting(runs(view) > 0),
        found: (view) => (runs(view) > 0 ? plural(runs(view), 'run') : 'no run'),
      }
    );
  },
);
