import { holdOf } from '../../workflows/hold-step.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { businessDay } from './business-day.ts';
import { runsCell } from './cell.ts';
import { type Fact, nowPrefix } from './facts.ts';

type CountedRun = Pick<RunRecord, 'journey' | 'status' | 'step' | 'wait' | 'history' | 'startedAt'>;

/** A message that waits for its moment is at its step. */
const holdEnding = holdOf('');
const stepNamed = (name: string): string =>
  name.endsWith(holdEnding) ? name.slice(0, -holdEnding.length) : name;

/** Of how many runs this step was the last, though they did not complete, as `dropped:send-offer`. */
export const droppedPrefix = 'dropped:';
export const reachedPrefix = 'reached:';
export const endedPrefix = 'ended:';

/** Where a run is that has reached no step yet. */
export const atEntry = 'entry';

/** The steps that a run has ever reached, each once. */
const stepsReached = ({ history, step, wait }: CountedRun): ReadonlySet<string> =>
  new Set(
    [...history.map((passed) => passed.step), wait?.step, step].flatMap((name) =>
      name ? stepNamed(name) : [],
    ),
  );

/**
 * What a run's record comes to, on the day on which it began: so many entered, reached each step, ended so, or are at a
 * step now. A step that a run comes to again counts once.
 */
export function runFacts(run: CountedRun, zone: string): readonly Fact[] {
  const { journey, status, step, startedAt } = run;
  const counts: Record<string, number> = { entered: 1 };
  for (const reached of stepsReached(run)) counts[`${reachedPrefix}${reached}`] = 1;
  const last = stepNamed(step ?? atEntry);
  counts[status === 'running' ? `${nowPrefix}${last}` : `${endedPrefix}${status}`] = 1;
  if (status !== 'running' && status !== 'completed') counts[`${droppedPrefix}${last}`] = 1;
  return [{ cell: runsCell(journey, businessDay(startedAt, zone)), counts }];
}
