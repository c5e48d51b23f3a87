import type { Common } from '../definition/common.ts';
import type { JsonObject } from '../json.ts';
import { andThen } from '../maybe-promise.ts';
import { startMapRun, type Transformation } from '../run/map-run.ts';
import { compileSelector } from './items.ts';
import { compileInputs } from './map-batches.ts';
import {
  maxConcurrency,
  toleratedFailureCount,
  toleratedFailurePercentage,
  transformationOf,
} from './map-fields.ts';
import type { Begin } from './map-inline.ts';
import { selectAll } from './map-items.ts';

/** Hands the items over to a Map run, whose executions work on them beside this one. */
export function compileDistributed(source: JsonObject, common: Common, label: string): Begin {
  const { language } = common;
  const selector = compileSelector(source, common);
  const inputs = compileInputs(source, language);
  const concurrency = maxConcurrency.compile(source, language);
  const count = toleratedFailureCount.compile(source, language);
  const share = toleratedFailurePercentage.compile(source, language);
  const transformation = transformationOf(source) as Transformation;
  return (run, branch, environment, items) =>
    andThen(concurrency?.(environment), (most = 0) =>
      andThen(count?.(environment), (failures) =>
        andThen(share?.(environment), (percentage) =>
          andThen(selector ? selectAll(selector, run, branch, items, 'STATE_DATA') : items, (selected) =>
            andThen(inputs(environment, selected), (children) =>
              startMapRun(run, branch, items.length, {
                label,
                inputs: children,
                maxConcurrency: most,
                toleratedFailureCount: failures,
                toleratedFailurePercentage: percentage,
                transformation,
              }),
            ),
          ),
        ),
      ),
    );
}
