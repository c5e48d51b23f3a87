import { aroundWork, parameters, type StateKind, together, transition } from '../definition/common.ts';
import {
  anything,
  type Check,
  checkAtMostOne,
  checkExactlyOne,
  checkObject,
  orExpression,
  template,
  text,
} from '../definition/fields.ts';
import { NumberField } from '../definition/number-field.ts';
import { payload, reference } from '../definition/path-fields.ts';
import { Document, isObject, type Json, type JsonObject } from '../json.ts';
import { inlineConcurrency } from '../limits.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import { startIterations } from '../run/children.ts';
import type { Run } from '../run/run.ts';
import { compileItems, compileSelector, type Selector } from './items.ts';

const maxConcurrency = new NumberField('MaxConcurrency', 0, 100_000_000);

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
    ItemProcessor: processor,
    ItemReader: distributed,
    ItemBatcher: distributed,
    ResultWriter: distributed,
    Label: distributed,
    ToleratedFailureCount: distributed,
    ToleratedFailurePercentage: distributed,
  },
  only: together(aroundWork, maxConcurrency.fields, {
    JSONata: { Items: items, ItemSelector: template },
    JSONPath: {
      ...parameters.JSONPath,
      ItemsPath: reference,
      ItemSelector: payload,
      Iterator: processor,
    },
  }),
  check: (source, at, report) => {
    checkAtMostOne(source, at, report, [maxConcurrency.name, maxConcurrency.pathName]);
    checkAtMostOne(source, at, report, ['ItemSelector', 'Parameters']);
    checkExactlyOne(source, at, report, ['ItemProcessor', 'Iterator']);
  },
  scopes: (source) => [{ source: source[processorOf(source)] ?? null, path: `/${processorOf(source)}` }],
  compile: (source, common, at) => {
    const { flow, next, language } = common;
    const list = compileItems(source, language);
    const selector = compileSelector(source, common);
    const concurrency = maxConcurrency.compile(source, language);
    const scope = `${at}/${processorOf(source)}`;
    return {
      ...common,
      type: 'Map',
      execute: (run, branch) => {
        const environment = flow.environment(run, branch);
        return andThen(list(environment), (array) =>
          andThen(concurrency?.(environment) ?? 0, (most) =>
            start(run, branch, scope, array, selector, most),
          ),
        );
      },
      resume: (run, branch, result) => flow.conclude(run, branch, { next, result }),
    };
  },
};

/** The old name still works, in JSONPath. */
const processorOf = (source: JsonObject) => ('Iterator' in source ? 'Iterator' : 'ItemProcessor');

/** The selected items are the iterations' inputs; the context keeps the originals. */
function start(
  run: Run,
  branch: Branch,
  scope: string,
  array: readonly Json[],
  selector: Selector | undefined,
  most: number,
): MaybePromise<void> {
  const selected = selector
    ? all(array.map((value, index) => selector(run, branch, { index, value })))
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
