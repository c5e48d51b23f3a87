import type { Json } from '../json.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import type { Branch } from '../run/branch.ts';
import type { Run } from '../run/run.ts';
import type { Selector } from './items.ts';

/** Items whose selectors are evaluated together: a promise each, where an expression needs one. */
const selectedAtOnce = 1_000;

/** What a selector makes of all items. @param source where they come from, for `Map.Item.Source` of the context object @throws StateFailure */
export function selectAll(
  selector: Selector,
  run: Run,
  branch: Branch,
  items: readonly Json[],
  source?: 'STATE_DATA',
): MaybePromise<readonly Json[]> {
  const selected: Json[] = [];
  const selectFrom = (start: number): MaybePromise<readonly Json[]> => {
    if (start >= items.length) return selected;
    const some = items.slice(start, start + selectedAtOnce).map((value, offset) => {
      const item = { index: start + offset, value, ...(source && { source }) };
      return selector(run, branch, item);
    });
    return andThen(all(some), (values) => {
      selected.push(...values);
      return selectFrom(start + selectedAtOnce);
    });
  };
  return selectFrom(0);
}
