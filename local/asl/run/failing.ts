import type { State } from '../definition/machine.ts';
import { type Failure, matches, runtimeError, StateFailure } from '../failure.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { Branch } from './branch.ts';
import { abortChildren } from './children.ts';
import { retryAfter } from './retry.ts';
import type { Run } from './run.ts';
import { dropChildren, hasChildren, parentOf } from './tree.ts';

/** A state threw: says so in the history where AWS does, and leaves the failure to Retry and Catch. */
export function thrown(run: Run, branch: Branch, error: unknown): void {
  const { failure, location } = asFailure(error);
  const isQuery = failure.error === 'States.QueryEvaluationError';
  const cause =
    isQuery || failure.error === 'States.Runtime'
      ? `An error occurred while executing the state '${branch.state}' (entered at the event id #${branch.entered}). ${failure.cause}`
      : failure.cause;
  const told: Failure = { ...failure, ...(cause !== undefined && { cause }) };
  if (location !== undefined) {
    // AWS links an evaluation that fails right at the entry to the event before it; not in Wait states.
    const atEntry = isQuery && branch.last === branch.entered && run.stateOf(branch).type !== 'Wait';
    run.record(
      branch,
      'EvaluationFailed',
      { error: told.error, cause, ...(location !== '' && { location }), state: branch.state },
      atEntry ? branch.enteredAfter : branch.last,
    );
  }
  // What fails while a Catch evaluates its output is beyond this state's own Retry and Catch.
  if (branch.failure) giveUp(run, branch, told);
  else branch.failure = told;
}

const asFailure = (error: unknown): Pick<StateFailure, 'failure' | 'location'> =>
  error instanceof StateFailure ? error : runtimeError(String(error));

/** Retry, else Catch, else whoever runs the branch. @throws StateFailure from the Catch's own expressions */
export function handleFailure(run: Run, branch: Branch, state: State, failure: Failure): MaybePromise<void> {
  const retry = retryAfter(state.retry, branch.retries, failure, () => run.host.random());
  if (retry) {
    delete branch.failure;
    dropChildren(run.position, branch);
    branch.retries = state.retry.map(
      (_, index) => (branch.retries[index] ?? 0) + Number(index === retry.index),
    );
    branch.activity = { kind: 'retry', until: run.host.now() + retry.delay };
    run.chronicle.transitions += 1;
    return undefined;
  }
  const hasBegun = failure.error !== 'States.Runtime' || hasChildren(run.position, branch);
  if (hasBegun && (state.type === 'Map' || state.type === 'Parallel'))
    run.record(branch, `${state.type}StateFailed`);
  const catcher = state.catch.find(({ errorEquals }) => matches(errorEquals, failure));
  if (!catcher) return giveUp(run, branch, failure);
  const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  return catcher.flow.conclude(run, branch, { next: catcher.next, errorOutput });
}

function giveUp(run: Run, branch: Branch, failure: Failure): void {
  const parent = parentOf(run.position, branch);
  if (!parent) {
    run.chronicle.finish({ status: 'FAILED', ...failure });
    return;
  }
  branch.failure = failure;
  abortChildren(run, parent, branch);
  parent.last = branch.last;
  run.fail(parent, failure);
}
