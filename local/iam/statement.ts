import { type Condition, compileCondition, type ValuesOf } from './conditions.ts';
import { hasVariables, substitute, wildcard } from './pattern.ts';
import { listOf, type StatementDocument } from './policy.ts';

/** A statement made ready for many questions. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid?: string | undefined;
  /** What it covers, as written. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  matchesAction(action: string): boolean;
  /** Undefined when it depends on the request's values: ask `holds`. */
  matchesResource(resource: string): boolean | undefined;
  /** Whether variables and conditions agree with the request's values. */
  holds(resource: string, valuesOf: ValuesOf): boolean;
  /** Neither conditions nor variables: `holds` needs not be asked. */
  readonly unconditional: boolean;
}

/** @throws Error naming what is not understood in the statement. */
export function compileStatement(document: StatementDocument): Statement {
  const actions = listOf(document.Action ?? document.NotAction);
  const resources = listOf(document.Resource ?? document.NotResource);
  const negatedAction = document.NotAction !== undefined;
  const negatedResource = document.NotResource !== undefined;
  const actionTests = actions.map((pattern) => wildcard(pattern, { ignoreCase: true }));
  const fixed = resources.filter((pattern) => !hasVariables(pattern)).map((pattern) => wildcard(pattern));
  const variable = resources.filter(hasVariables);
  const conditions: Condition[] = Object.entries(document.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      compileCondition(operator, key, listOf(values as string | readonly string[]).map(String)),
    ),
  );

  const matchesVariable = (resource: string, valuesOf: ValuesOf): boolean =>
    variable.some((pattern) => {
      const text = substitute(pattern, (key) => valuesOf(key)?.[0]);
      return text !== undefined && wildcard(text)(resource);
    });

  return {
    effect: document.Effect,
    sid: document.Sid,
    actions,
    resources,
    unconditional: conditions.length === 0 && variable.length === 0,
    matchesAction: (action) => actionTests.some((test) => test(action)) !== negatedAction,
    matchesResource(resource) {
      if (fixed.some((test) => test(resource))) return !negatedResource;
      return variable.length > 0 ? undefined : negatedResource;
    },
    holds(resource, valuesOf) {
      const certain = this.matchesResource(resource);
      if (certain === undefined && matchesVariable(resource, valuesOf) === negatedResource) return false;
      return conditions.every((condition) => condition(valuesOf));
    },
  };
}
