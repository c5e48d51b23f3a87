import type { Common } from '../definition/common.ts';
import type { Environment } from '../expression/environment.ts';
import { Document, type Json, type JsonObject } from '../json.ts';
import { inlineConcurrency } from '../limits.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import { startIterations } from '../run/children.ts';
import type { Run } from '../run/run.ts';
import { compileSelector } from './items.ts';
import { maxConcurrency } from './map-fields.ts';
import { selectAll } from './map-items.ts';

/** Starts the work on the items. @param environment what the state's fields see */
export type Begin = (
  run: Run,
  branch: Branch,
  environment: Environment,
  items: readonly Json[],
) => MaybePromise<void>;

/** Runs the items inside the execution itself. The selected items are the iterations' inputs; the context keeps the originals. */
export function compileInline(source: JsonObject, common: Common, scope: string): Begin {
  const selector = compileSelector(source, common);
  const concurrency = maxConcurrency.compile(source, common.language);
  return (run, branch, environment, items) =>
    andThen(concurrency?.(environment), (most = 0) =>
      andThen(selector && selectAll(selector, run, branch, items), (inputs) => {
        run.record(branch, 'MapStateStarted', { length: items.length });
        if (items.length === 0) {
          const after = branch.last;
          run.record(branch, 'MapStateSucceeded');
          branch.last = after;
          run.wake(branch, { kind: 'result', result: Document.of([]) });
          return;
        }
        run.park(branch, {
          kind: 'children',
          results: items.map(() => null),
          items,
          ...(inputs && { inputs }),
          started: 0,
          concurrency: Math.min(most > 0 ? most : inlineConcurrency, inlineConcurrency),
        });
        startIterations(run, branch, scope, branch.last);
      }),
    );
}
