import type { StateKind } from '../definition/common.ts';
import { checkAtMostOne, orExpression, text } from '../definition/fields.ts';
import { query } from '../definition/path-fields.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { runtimeError, StateFailure } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import { compileQuery } from '../jsonpath/payload.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';

/** Fails its branch with the Error and Cause that it states; both are optional. */
export const fail: StateKind = {
  fields: {},
  only: {
    JSONata: { Error: orExpression(text), Cause: orExpression(text) },
    JSONPath: { Error: text, ErrorPath: query, Cause: text, CausePath: query },
  },
  check: (source, at, report) => {
    checkAtMostOne(source, at, report, ['Error', 'ErrorPath']);
    checkAtMostOne(source, at, report, ['Cause', 'CausePath']);
  },
  compile: (source, common) => {
    const compile = common.language === 'JSONata' ? computed : found;
    const error = compile(source, 'Error');
    const cause = compile(source, 'Cause');
    return {
      ...common,
      type: 'Fail',
      execute: (run, branch) => {
        const environment = common.flow.environment(run, branch);
        return andThen(error(environment), (name) =>
          andThen(cause(environment), (reason) => {
            throw new StateFailure({
              ...(name !== undefined && { error: name }),
              ...(reason !== undefined && { cause: reason }),
            });
          }),
        );
      },
      resume: () => undefined,
    };
  },
};

type TextOf = (environment: Environment) => MaybePromise<string | undefined>;

/** JSONata. */
function computed(source: JsonObject, field: string): TextOf {
  const written = source[field];
  if (written === undefined) return () => undefined;
  const template = compileTemplate(written, field);
  return (environment) =>
    andThen(template.evaluate(environment), (value) => expected('string', value, written, field));
}

/** JSONPath: a text as it is, or a path or an intrinsic function in a field of its own. */
function found(source: JsonObject, field: string): TextOf {
  const { [field]: written, [`${field}Path`]: query } = source;
  if (typeof query !== 'string') return () => (typeof written === 'string' ? written : undefined);
  const payload = compileQuery(query, `${field}Path`);
  return (environment) => {
    const value = payload.evaluate(environment);
    if (typeof value === 'string') return value;
    throw runtimeError(
      `The ${field}Path parameter does not reference a string: ${query} == ${JSON.stringify(value)}`,
    );
  };
}
