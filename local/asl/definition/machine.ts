import type { Flow } from '../flow/flow.ts';
import type { Document, Json } from '../json.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import type { Run } from '../run/run.ts';

export const stateTypes = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
export type StateType = (typeof stateTypes)[number];

/** One state, ready to run. A state type's own file says what its states do. */
export interface State {
  readonly name: string;
  readonly type: StateType;
  /** Undefined where the branch ends. */
  readonly next: string | undefined;
  readonly flow: Flow;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
  /** Of a distributed Map: its label, and which states its executions run. */
  readonly distributed?: { readonly label: string; readonly scope: string };
  /** Does the state's work, or starts it. Called again for a retry and a redrive. @throws StateFailure */
  execute(run: Run, branch: Branch): MaybePromise<void>;
  /** Goes on with the result of what was started. @throws StateFailure */
  resume(run: Run, branch: Branch, result: Document): MaybePromise<void>;
}

/** States of the machine, of one branch of a Parallel, or of a Map's item processor. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface Machine {
  /** By location in the definition: empty for the outermost, `/States/P/Branches[0]`. */
  readonly scopes: ReadonlyMap<string, Scope>;
  /** Seconds after which the whole execution times out. */
  readonly timeoutSeconds: number | undefined;
  /** Variables that states refer to, by state. */
  readonly variableReferences: Readonly<Record<string, readonly string[]>>;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly flow: Flow;
}

export type Variables = Readonly<Record<string, Json>>;
