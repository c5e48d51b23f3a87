import type { Common } from '../definition/common.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError, runtimeError, StateFailure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { pathOf } from '../jsonpath/path.ts';
import { compilePayload } from '../jsonpath/payload.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { Branch } from '../run/branch.ts';
import type { Run } from '../run/run.ts';

/** The array that a Map goes over: Items, or what ItemsPath leads to, or else its input. @throws StateFailure */
export type ItemsOf = (environment: Environment) => MaybePromise<readonly Json[]>;

/** What an iteration is given for an item. @throws StateFailure */
export type Selector = (
  run: Run,
  branch: Branch,
  item: { readonly index: number; readonly value: Json },
) => MaybePromise<Json>;

export function compileItems(source: JsonObject, language: QueryLanguage): ItemsOf {
  if (language === 'JSONPath') return itemsAt((source.ItemsPath as string | undefined) ?? '$');
  const written = source.Items;
  if (written === undefined)
    return ({ states: { input = null } }) => {
      if (Array.isArray(input)) return input;
      throw queryEvaluationError(`Map state input must be an array but was: ${JSON.stringify(input)}`, '');
    };
  const template = compileTemplate(written, 'Items');
  return (environment) =>
    andThen(template.evaluate(environment), (value) => expected('array', value, written, 'Items'));
}

/** The words and the error names are AWS's. */
function itemsAt(text: string): ItemsOf {
  const path = pathOf(text);
  return (environment) => {
    const value = path.find(environment);
    if (Array.isArray(value)) return value;
    if (value !== undefined) throw runtimeError(`Reference path "${text}" must point to array.`);
    const name =
      path.steps.flatMap(({ select }) => (select.kind === 'names' ? select.names : [])).at(-1) ?? text;
    throw new StateFailure({
      error: 'States.ReferencePathConflict',
      cause: `Unable to apply step "${name}" to input ${JSON.stringify(path.origin(environment) ?? null)}`,
    });
  };
}

/** ItemSelector, or Parameters, as JSONPath states once called it; undefined when the items go in as they are. */
export function compileSelector(source: JsonObject, { language, flow }: Common): Selector | undefined {
  const written = source.ItemSelector ?? source.Parameters;
  if (written === undefined) return undefined;
  const template =
    language === 'JSONata' ? compileTemplate(written, 'ItemSelector') : compilePayload(written);
  return (run, branch, item) => template.evaluate(flow.environment(run, branch, { item }));
}
