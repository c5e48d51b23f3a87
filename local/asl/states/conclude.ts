import type { Assign } from '../definition/machine.ts';
import type { Environment } from '../expression/environment.ts';
import type { Template } from '../expression/template.ts';
import { Document } from '../json.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import { type Assigned, assigned } from '../run/assignment.ts';
import type { Branch } from '../run/branch.ts';
import type { Extra } from '../run/environment.ts';
import type { Run } from '../run/run.ts';

interface Conclusion {
  readonly output: Template | undefined;
  readonly assign: Assign | undefined;
  readonly next: string | undefined;
  readonly extra?: Extra;
  /** The output where the definition states none. */
  otherwise(): Document;
}

/** Leaves a state: Assign and Output are both evaluated against the values at its entry. @throws StateFailure */
export function conclude(run: Run, branch: Branch, conclusion: Conclusion): MaybePromise<void> {
  const { output, assign, next, extra, otherwise } = conclusion;
  const environment = output || assign ? run.environment(branch, extra) : undefined;
  const variables = assign && environment ? evaluateAssign(assign, environment) : undefined;
  return andThen(variables, (set) => {
    const value = output && environment ? output.evaluate(environment) : undefined;
    return andThen(value, (json) =>
      run.leave(branch, json === undefined ? otherwise() : Document.of(json), set, next),
    );
  });
}

const evaluateAssign = (assign: Assign, environment: Environment): MaybePromise<Assigned> =>
  andThen(all(assign.map(([, template]) => template.evaluate(environment))), (values) =>
    assigned(assign.map(([name], index) => [name, values[index]!])),
  );
