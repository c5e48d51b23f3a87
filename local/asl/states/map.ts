import { results, type StateKind, transition } from '../definition/common.ts';
import { catchers, retry } from '../definition/error-handlers.ts';
import {
  anything,
  type Check,
  checkObject,
  integer,
  orExpression,
  template,
  text,
} from '../definition/fields.ts';
import { compileTemplate, type Template } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError } from '../failure.ts';
import { Document, isObject, type Json } from '../json.ts';
import { inlineConcurrency } from '../limits.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import { startIterations } from '../run/children.ts';
import type { Run } from '../run/run.ts';
import { conclude } from './conclude.ts';

const distributed: Check = (_value, at, report) =>
  report.add('Distributed Map is not supported by the local cloud', at);

const items: Check = (value, at, report) => {
  if (Array.isArray(value)) template(value, at, report);
  else
    orExpression((_value, where, to) => to.add('Expected an array or a JSONata expression', where))(
      value,
      at,
      report,
    );
};

const processor: Check = (value, at, report) =>
  checkObject(
    value,
    at,
    report,
    {
      StartAt: text,
      States: anything,
      Comment: text,
      ProcessorConfig: (config, where, to) => {
        if (isObject(config) && config.Mode === 'DISTRIBUTED') distributed(config, `${where}/Mode`, to);
        else checkObject(config, where, to, { Mode: text }, []);
      },
    },
    ['StartAt', 'States'],
  );

/** Runs its item processor for each item, some at once; the result is the array of the outputs. */
export const map: StateKind = {
  fields: {
    ...transition,
    ...results,
    Items: items,
    ItemSelector: template,
    ItemProcessor: processor,
    MaxConcurrency: orExpression(integer(0, 100_000_000)),
    Retry: retry,
    Catch: catchers,
    ItemReader: distributed,
    ItemBatcher: distributed,
    ResultWriter: distributed,
    Label: distributed,
    ToleratedFailureCount: distributed,
    ToleratedFailurePercentage: distributed,
  },
  required: ['ItemProcessor'],
  scopes: (source) => [{ source: source.ItemProcessor ?? null, path: '/ItemProcessor' }],
  compile: (source, common, at) => {
    const written = source.Items;
    const list = written === undefined ? undefined : compileTemplate(written, 'Items');
    const selector =
      source.ItemSelector === undefined ? undefined : compileTemplate(source.ItemSelector, 'ItemSelector');
    const concurrency = compileTemplate(source.MaxConcurrency ?? 0, 'MaxConcurrency');
    const scope = `${at}/ItemProcessor`;
    return {
      ...common,
      type: 'Map',
      execute: (run, branch) => {
        const environment = run.environment(branch);
        return andThen(list ? list.evaluate(environment) : branch.input.value, (value) => {
          const array = arrayFrom(value, written);
          return andThen(concurrency.evaluate(environment), (most) =>
            start(
              run,
              branch,
              scope,
              array,
              selector,
              expected('number', most, source.MaxConcurrency ?? 0, 'MaxConcurrency'),
            ),
          );
        });
      },
      resume: (run, branch, result) =>
        conclude(run, branch, { ...common, extra: { result: result.value }, otherwise: () => result }),
    };
  },
};

function arrayFrom(value: Json, written: Json | undefined): readonly Json[] {
  if (written !== undefined) return expected('array', value, written, 'Items');
  if (Array.isArray(value)) return value;
  throw queryEvaluationError(`Map state input must be an array but was: ${JSON.stringify(value)}`, '');
}

/** The selected items are the iterations' inputs; the context keeps the originals. */
function start(
  run: Run,
  branch: Branch,
  scope: string,
  array: readonly Json[],
  selector: Template | undefined,
  most: number,
): MaybePromise<void> {
  const selected = selector
    ? all(array.map((value, index) => selector.evaluate(run.environment(branch, { item: { index, value } }))))
    : array;
  return andThen(selected, (inputs) => {
    run.record(branch, 'MapStateStarted', { length: array.length });
    if (array.length === 0) {
      const after = branch.last;
      run.record(branch, 'MapStateSucceeded');
      branch.last = after;
      run.wake(branch, { kind: 'result', result: Document.of([]) });
      return;
    }
    run.park(branch, {
      kind: 'children',
      results: array.map(() => null),
      items: array,
      ...(selector && { inputs }),
      started: 0,
      concurrency: Math.min(most > 0 ? most : inlineConcurrency, inlineConcurrency),
    });
    startIterations(run, branch, scope, branch.last);
  });
}
