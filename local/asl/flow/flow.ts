import type { Environment } from '../expression/environment.ts';
import type { Document, JsonObject } from '../json.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import type { Extra } from '../run/environment.ts';
import type { Run } from '../run/run.ts';

/** How a state ends: with the result of its work, with a failure that it caught, or without either. */
interface Ending {
  readonly next: string | undefined;
  readonly result?: Document;
  readonly errorOutput?: JsonObject;
}

/** The way of data through a state, as its query language has it. */
export interface Flow {
  /** What the state's fields are evaluated against. @throws StateFailure */
  environment(run: Run, branch: Branch, extra?: Extra): Environment;
  /** What the state's work is given. @throws StateFailure */
  argument(branch: Branch, environment: Environment): MaybePromise<Document>;
  /** Leaves the state: sets its variables and makes its output, both against the values at its entry. @throws StateFailure */
  conclude(run: Run, branch: Branch, ending: Ending): MaybePromise<void>;
}
