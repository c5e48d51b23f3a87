import type { StateKind } from '../definition/common.ts';
import { orExpression, text } from '../definition/fields.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { StateFailure } from '../failure.ts';
import type { Json } from '../json.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';

/** Fails its branch with the Error and Cause that it states; both are optional. */
export const fail: StateKind = {
  fields: { Error: orExpression(text), Cause: orExpression(text) },
  compile: (source, common) => {
    const error = textField(source.Error, 'Error');
    const cause = textField(source.Cause, 'Cause');
    return {
      ...common,
      type: 'Fail',
      execute: (run, branch) => {
        const environment = run.environment(branch);
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

function textField(source: Json | undefined, field: string) {
  if (source === undefined) return () => undefined;
  const template = compileTemplate(source, field);
  return (environment: Environment): MaybePromise<string> =>
    andThen(template.evaluate(environment), (value) => expected('string', value, source, field));
}
