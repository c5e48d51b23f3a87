import { namedUuid } from '../../services/unique-id.ts';
import type { Failure } from '../failure.ts';
import { dataLimitExceeded } from '../failure.ts';
import { Document, isLongerThan } from '../json.ts';
import { payloadBytes } from '../limits.ts';
import type { Branch, MapRunActivity } from './branch.ts';
import type { Run } from './run.ts';

/** How the executions' outputs become the Map's result. */
export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

export interface ChildInput {
  /** JSON. */
  readonly text: string;
  /** How many items are in it. */
  readonly items: number;
}

/** What a distributed Map has its host do: one execution for each input. */
export interface MapRunPlan {
  /** Which Map of the machine it is. */
  readonly label: string;
  readonly inputs: readonly ChildInput[];
  /** 0 for as many as there may be. */
  readonly maxConcurrency: number;
  /** Failed items that do not fail the run; undefined where the Map does not say. */
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  readonly transformation: Transformation;
}

/** Asks the host for a Map run, and waits for it. @param length number of items */
export function startMapRun(run: Run, branch: Branch, length: number, plan: MapRunPlan): void {
  const [machine = ''] = run.execution.machine.id.split('/');
  const { id: execution, startTime } = run.execution;
  const id = namedUuid(`${execution} ${startTime} ${run.newId()}`);
  const arn = `${machine.replace(':stateMachine:', ':mapRun:')}/${plan.label}:${id}`;
  run.record(branch, 'MapStateStarted', { length });
  run.record(branch, 'MapRunStarted', { mapRunArn: arn });
  run.call(branch, { kind: 'mapRun', arn, redrives: 0, started: branch.last }, { mapRun: arn, plan });
}

/** Has the host take up a Map run again that had failed or had been aborted. */
export function redriveMapRun(run: Run, branch: Branch, activity: MapRunActivity): void {
  const redrives = activity.redrives + 1;
  run.record(branch, 'MapRunRedriven', { mapRunArn: activity.arn, redriveCount: redrives });
  run.call(branch, { ...activity, redrives, started: branch.last }, { mapRun: activity.arn });
}

/** The Map run that a branch waits for, and the branch; undefined when nobody waits for it any more. */
export function waitingFor(
  run: Run,
  arn: string,
): { readonly branch: Branch; readonly activity: MapRunActivity } | undefined {
  for (const branch of run.open())
    if (branch.activity.kind === 'mapRun' && branch.activity.arn === arn)
      return { branch, activity: branch.activity };
  return undefined;
}

/** Every execution has ended well enough. @param output the Map's result, JSON; undefined if it is too large to be one */
export function mapRunSucceeded(run: Run, arn: string, output: string | undefined): void {
  const waiting = waitingFor(run, arn);
  if (!waiting) return;
  const { branch, activity } = waiting;
  run.record(branch, 'MapRunSucceeded');
  if (output === undefined || isLongerThan(output, payloadBytes)) {
    const cause = `The state/task '${branch.state}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    run.park(branch, { kind: 'execute' });
    run.fail(branch, dataLimitExceeded(cause).failure);
    return;
  }
  run.record(branch, 'MapStateSucceeded');
  // AWS links what follows to the start of the run, as it links it past the end of an inline Map's last iteration.
  branch.last = activity.started;
  run.wake(branch, { kind: 'result', result: Document.parse(output) });
}

/** The Map run ended before all of its executions did, or could not begin. */
export function mapRunFailed(run: Run, arn: string, failure: Failure): void {
  const waiting = waitingFor(run, arn);
  if (!waiting) return;
  const { error, cause } = failure;
  run.record(waiting.branch, 'MapRunFailed', { error, cause });
  run.fail(waiting.branch, failure);
}
