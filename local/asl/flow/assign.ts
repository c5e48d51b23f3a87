import type { Environment } from '../expression/environment.ts';
import type { Template } from '../expression/template.ts';
import type { Json, JsonObject } from '../json.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import { type Assigned, assigned } from '../run/assignment.ts';

/** Variables to set, and the templates of their values. */
type Assign = readonly (readonly [name: string, value: Template])[];

export const compileAssign = (
  value: Json | undefined,
  compile: (value: Json, name: string) => Template,
): Assign | undefined =>
  value === undefined
    ? undefined
    : Object.entries(value as JsonObject).map(([name, each]) => [name, compile(each, name)]);

export const evaluateAssign = (assign: Assign, environment: Environment): MaybePromise<Assigned> =>
  andThen(all(assign.map(([, template]) => template.evaluate(environment))), (values) =>
    assigned(assign.map(([name], index) => [name, values[index]!])),
  );
