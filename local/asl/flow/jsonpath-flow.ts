import { type Environment, rooted } from '../expression/environment.ts';
import { Document, type Json, type JsonObject } from '../json.ts';
import { insert } from '../jsonpath/insert.ts';
import { invalidPath } from '../jsonpath/missing.ts';
import { type Path, pathOf } from '../jsonpath/path.ts';
import { compilePayload, emptyInput, type Payload } from '../jsonpath/payload.ts';
import { assigned } from '../run/assignment.ts';
import type { Flow } from './flow.ts';

/** A path; null, which stands for nothing; or undefined, which leaves the data as they are. */
type Filter = Path | null | undefined;

const compileFilter = (source: Json | undefined): Filter =>
  typeof source === 'string'
    ? source === '$'
      ? undefined
      : pathOf(source)
    : source === null
      ? null
      : undefined;

const optional = (source: Json | undefined): Payload | undefined =>
  source === undefined ? undefined : compilePayload(source);

/** @param environment its `$` is what is filtered */
function filtered(filter: Path | null, environment: Environment): Json {
  if (filter === null) return {};
  if (filter.start.kind === 'data' && environment.root === null) throw emptyInput();
  const value = filter.find(environment);
  if (value === undefined) throw invalidPath(filter, environment);
  return value;
}

/**
 * InputPath and Parameters on the way in; ResultSelector, ResultPath and OutputPath on the way out. Assign sees the
 * result as the work gave it.
 */
export function jsonpathFlow(source: JsonObject): Flow {
  const inputPath = compileFilter(source.InputPath);
  const outputPath = compileFilter(source.OutputPath);
  const resultPath = compileFilter(source.ResultPath);
  const parameters = optional(source.Parameters);
  const selector = optional(source.ResultSelector);
  const assign = optional(source.Assign);
  return {
    environment: (run, branch, extra) => {
      const environment = run.environment(branch, extra);
      return inputPath === undefined ? environment : rooted(environment, filtered(inputPath, environment));
    },
    argument: (branch, environment) => {
      if (parameters) return Document.of(parameters.evaluate(environment));
      return inputPath === undefined ? branch.input : Document.of(environment.root);
    },
    conclude: (run, branch, { next, result, errorOutput }) => {
      const entry = run.environment(branch);
      const work = result ?? (errorOutput ? Document.of(errorOutput) : unchanged());
      const variables = assign?.evaluate(rooted(entry, work.value)) as JsonObject | undefined;
      const selected = selector ? Document.of(selector.evaluate(rooted(entry, work.value))) : work;
      const combined = combine(selected);
      const output =
        outputPath === undefined
          ? combined
          : Document.of(filtered(outputPath, outputPath === null ? entry : rooted(entry, combined.value)));
      return run.leave(branch, output, variables && assigned(Object.entries(variables)), next);

      function unchanged(): Document {
        return inputPath === undefined ? branch.input : Document.of(filtered(inputPath, entry));
      }

      function combine(value: Document): Document {
        if (resultPath === undefined) return value;
        if (resultPath === null) return branch.input;
        return Document.of(insert(branch.input.value, resultPath, value.value));
      }
    },
  };
}
