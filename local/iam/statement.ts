import type { Caller } from '../service.ts';
import { isKnownKey } from './condition-keys.ts';
import { type Condition, compileCondition, type ValuesOf } from './conditions.ts';
import { hasVariables, substitute, variablesOf, wildcard } from './pattern.ts';
import { listOf, type Policy, type StatementDocument } from './policy.ts';
import { compilePrincipal, type PrincipalMatch } from './principal.ts';

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
  /** A role's own policies speak of the role alone. */
  matchesPrincipal(caller: Caller): PrincipalMatch;
  /** Whether variables and conditions agree with the request's values. */
  holds(resource: string, valuesOf: ValuesOf): boolean;
  /** Neither conditions nor variables: `holds` needs not be asked. */
  readonly unconditional: boolean;
}

/** What a statement's policy is attached to, and in which account. */
interface Place extends Pick<Policy, 'attachment'> {
  readonly accountId: string;
}

const statementElements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** @throws Error naming what is not understood in the statement. */
function check(document: StatementDocument, attachment: Policy['attachment']): void {
  const { Effect, Action, NotAction, Resource, NotResource } = document;
  const unknown = Object.keys(document).find((name) => !statementElements.has(name));
  if (unknown !== undefined) throw new Error(`unknown element "${unknown}"`);
  if (Effect !== 'Allow' && Effect !== 'Deny')
    throw new Error(`Effect "${Effect}" is neither Allow nor Deny`);
  if ((Action === undefined) === (NotAction === undefined))
    throw new Error('give either Action or NotAction');
  if (attachment === 'resource') return;
  if (document.Principal ?? document.NotPrincipal)
    throw new Error('a policy of a role says nothing of principals');
  if ((Resource === undefined) === (NotResource === undefined))
    throw new Error('give either Resource or NotResource');
}

/** @throws Error naming what is not understood in the statement. */
export function compileStatement(document: StatementDocument, place: Place): Statement {
  check(document, place.attachment);
  const actions = listOf(document.Action ?? document.NotAction);
  // A trust policy names no resource: it speaks of the role that it is attached to.
  const resources = listOf(document.Resource ?? document.NotResource ?? '*');
  const negatedAction = document.NotAction !== undefined;
  const negatedResource = document.NotResource !== undefined;
  const actionTests = actions.map((pattern) => wildcard(pattern, { ignoreCase: true }));
  const fixed = resources.filter((pattern) => !hasVariables(pattern)).map((pattern) => wildcard(pattern));
  const variable = resources.filter(hasVariables);
  const strange = variable.flatMap(variablesOf).find((name) => !isKnownKey(name));
  if (strange !== undefined) throw new Error(`unknown policy variable "${strange}"`);
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
    matchesPrincipal:
      place.attachment === 'resource' ? compilePrincipal(document, place.accountId) : () => 'named',
    holds(resource, valuesOf) {
      const certain = this.matchesResource(resource);
      if (certain === undefined && matchesVariable(resource, valuesOf) === negatedResource) return false;
      return conditions.every((condition) => condition(valuesOf));
    },
  };
}
