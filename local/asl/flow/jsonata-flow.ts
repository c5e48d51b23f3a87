import { compileTemplate, type Template } from '../expression/template.ts';
import { Document, type Json, type JsonObject } from '../json.ts';
import { andThen } from '../maybe-promise.ts';
import { compileAssign, evaluateAssign } from './assign.ts';
import type { Flow } from './flow.ts';

const optional = (value: Json | undefined, field: string): Template | undefined =>
  value === undefined ? undefined : compileTemplate(value, field);

/** Arguments on the way in; Output and Assign on the way out. @param prefix where the fields stand: `Catch[0]/` */
export function jsonataFlow(source: JsonObject, prefix = ''): Flow {
  const parameters = optional(source.Arguments, `${prefix}Arguments`);
  const output = optional(source.Output, `${prefix}Output`);
  const assign = compileAssign(source.Assign, (value, name) =>
    compileTemplate(value, `${prefix}Assign/${name}`),
  );
  return {
    environment: (run, branch, extra) => run.environment(branch, extra),
    argument: (branch, environment) =>
      parameters ? andThen(parameters.evaluate(environment), Document.of) : branch.input,
    conclude: (run, branch, { next, result, errorOutput }) => {
      const otherwise = () => result ?? (errorOutput ? Document.of(errorOutput) : branch.input);
      if (!output && !assign) return run.leave(branch, otherwise(), undefined, next);
      const environment = run.environment(branch, { result, errorOutput });
      return andThen(assign && evaluateAssign(assign, environment), (assigned) =>
        output
          ? andThen(output.evaluate(environment), (value) =>
              run.leave(branch, Document.of(value), assigned, next),
            )
          : run.leave(branch, otherwise(), assigned, next),
      );
    },
  };
}
