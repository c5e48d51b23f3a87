/** What failed, as Catch sees it, and as it is kept with the execution. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  /** A further name under which Retry and Catch know it: a missed heartbeat is recorded as `States.Timeout`. */
  readonly alias?: 'States.HeartbeatTimeout';
}

/** Thrown by a state that cannot go on. Not for failed tasks: those arrive as a `Failure` from outside. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly failure: Failure;
  /** The field whose evaluation failed (`Output/total`), recorded as `EvaluationFailed`; undefined for others. */
  readonly location: string | undefined;

  constructor(failure: Failure, location?: string) {
    super(failure.cause ?? failure.error);
    this.failure = failure;
    this.location = location;
  }
}

/** An expression threw, was undefined, or gave a value of the wrong kind. */
export const queryEvaluationError = (cause: string, location: string): StateFailure =>
  new StateFailure({ error: 'States.QueryEvaluationError', cause }, location);

/** An output over 262,144 bytes, or variables over their limits. Only a Catch that names it catches it. */
export const dataLimitExceeded = (cause: string, location?: string): StateFailure =>
  new StateFailure({ error: 'States.DataLimitExceeded', cause }, location);

/** The machine itself is at fault: a path leads nowhere, a Choice chooses nothing. Never caught. */
export const runtimeError = (cause: string): StateFailure =>
  new StateFailure({ error: 'States.Runtime', cause });

/** Whether a Retry or Catch with these `ErrorEquals` takes the failure. Nothing takes `States.Runtime`, not even its name. */
export function matches(errorEquals: readonly string[], { error, alias }: Failure): boolean {
  if (error === 'States.Runtime') return false;
  return errorEquals.some((name) => {
    if (name === error || (alias !== undefined && name === alias)) return true;
    if (error === 'States.DataLimitExceeded') return false;
    if (name === 'States.ALL') return true;
    return name === 'States.TaskFailed' && error !== 'States.Timeout';
  });
}
