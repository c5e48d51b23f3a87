import { checkExpression } from '../expression/check.ts';
import { expression, expressionIn } from '../expression/expression.ts';
import { intrinsicOf, isIntrinsic } from '../intrinsic/intrinsic.ts';
import type { Json, JsonObject } from '../json.ts';
import { pathOf } from '../jsonpath/path.ts';
import { languageOf, type QueryLanguage } from '../query-language.ts';
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
      const language = languageOf(state, source);
      const at = `${path}/States/${name}`;
      states.set(name, kind.compile(state, compileCommon(name, state, language), at));
      const inner = kind.scopes?.(state) ?? [];
      const variables = variablesIn(kind, state, language);
      if (variables.length > 0) variableReferences[name] = variables;
      for (const { source: nested, path: below } of inner)
        compileScope(nested as JsonObject, `${at}${below}`);
    }
  };
  compileScope(source, '');
  return { scopes, timeoutSeconds: source.TimeoutSeconds as number | undefined, variableReferences };
}

/** Variables that a state's own fields refer to, in the order of their names. */
function variablesIn(kind: StateKind, state: JsonObject, language: QueryLanguage): readonly string[] {
  const inner = new Set((kind.scopes?.(state) ?? []).map(({ source }) => source));
  const found = new Set<string>();
  const visit = (value: Json, key: string, inPayload: boolean): void => {
    if (inner.has(value)) return;
    if (typeof value === 'string') {
      const names = language === 'JSONata' ? inExpression(value) : inPath(value, key, inPayload);
      for (const name of names) found.add(name);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value))
        visit(member, name, inPayload || payloadFields.has(name));
  };
  visit(state, '', false);
  return [...found].sort();
}

/** Fields of JSONPath states in which only members named `x.$` are looked up. */
const payloadFields = new Set([
  'Parameters',
  'Result',
  'ResultSelector',
  'ItemSelector',
  'Assign',
  'BatchInput',
]);

function inExpression(text: string): readonly string[] {
  const body = expressionIn(text);
  return body === undefined ? [] : checkExpression(expression(body).tree).variables;
}

function inPath(text: string, key: string, inPayload: boolean): readonly string[] {
  if (!key.endsWith('.$') && (inPayload || !/(Path|^Variable)$/.test(key))) return [];
  const paths = isIntrinsic(text) ? intrinsicOf(text).paths : text.startsWith('$') ? [pathOf(text)] : [];
  return paths.flatMap(({ start }) => (start.kind === 'variable' ? [start.name] : []));
}
