import { checkExpression } from '../expression/check.ts';
import { expression, expressionIn } from '../expression/expression.ts';
import type { Json, JsonObject } from '../json.ts';
import { compileCommon, type StateKind } from './common.ts';
import type { Machine, Scope, State } from './machine.ts';
import { kindOf } from './source.ts';

/** Makes a machine of a definition that has been checked. */
export function compileMachine(source: JsonObject): Machine {
  const scopes = new Map<string, Scope>();
  const variableReferences: Record<string, readonly string[]> = {};
  const compileScope = (scope: JsonObject, path: string): void => {
    const states = new Map<string, State>();
    scopes.set(path, { startAt: scope.StartAt as string, states });
    for (const [name, state] of Object.entries(scope.States as { [name: string]: JsonObject })) {
      const kind = kindOf(state);
      if (!kind) continue;
      const at = `${path}/States/${name}`;
      states.set(name, kind.compile(state, compileCommon(name, state), at));
      const inner = kind.scopes?.(state) ?? [];
      const variables = variablesIn(kind, state);
      if (variables.length > 0) variableReferences[name] = variables;
      for (const { source: nested, path: below } of inner)
        compileScope(nested as JsonObject, `${at}${below}`);
    }
  };
  compileScope(source, '');
  return { scopes, timeoutSeconds: source.TimeoutSeconds as number | undefined, variableReferences };
}

/** Variables that a state's own expressions refer to. */
function variablesIn(kind: StateKind, state: JsonObject): readonly string[] {
  const inner = new Set((kind.scopes?.(state) ?? []).map(({ source }) => source));
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (inner.has(value)) return;
    if (typeof value === 'string') {
      const body = expressionIn(value);
      if (body !== undefined)
        for (const name of checkExpression(expression(body).tree).variables) found.add(name);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(state);
  return [...found];
}
