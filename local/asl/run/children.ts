import { Document } from '../json.ts';
import type { Branch, ChildrenActivity } from './branch.ts';
import type { Run } from './run.ts';
import { isWithin } from './tree.ts';

/** Starts the branches of a Parallel. */
export function startBranches(run: Run, branch: Branch, scopes: readonly string[], input: Document): void {
  run.record(branch, 'ParallelStateStarted');
  run.park(branch, {
    kind: 'children',
    results: scopes.map(() => null),
    started: scopes.length,
    concurrency: scopes.length,
  });
  for (const [index, scope] of scopes.entries())
    run.spawn({ scope, input, index, after: branch.last, parent: branch });
}

/** Starts as many further iterations of a Map as may run at once. @param after the event that made room */
export function startIterations(run: Run, parent: Branch, scope: string, after: number): void {
  const activity = childrenOf(parent);
  const { items = [], inputs = items } = activity;
  let { started } = activity;
  const running = started - activity.results.filter((result) => result !== null).length;
  const most = Math.min(items.length, started + Math.max(0, activity.concurrency - running));
  for (; started < most; started += 1) {
    const item = items[started]!;
    const child = run.spawn({
      scope,
      input: Document.of(inputs[started]!),
      index: started,
      after,
      parent,
      item,
    });
    run.record(child, 'MapIterationStarted', { name: parent.state, index: started });
  }
  parent.activity = { ...activity, started };
}

const childrenOf = ({ id, activity }: Branch): ChildrenActivity => {
  if (activity.kind === 'children') return activity;
  throw new Error(`branch ${id} runs no branches`);
};

/** Takes a finished branch's output; after the last one the Parallel or Map has its result. */
export function childDone(run: Run, parent: Branch, child: Branch): void {
  const activity = childrenOf(parent);
  const after = child.last;
  const isMap = activity.items !== undefined;
  activity.results[child.index] = child.input.text;
  run.position.branches.delete(child.id);
  if (isMap) run.record(child, 'MapIterationSucceeded', { name: parent.state, index: child.index });
  if (activity.results.some((result) => result === null)) {
    if (isMap) startIterations(run, parent, child.scope, after);
    return;
  }
  parent.last = child.last;
  run.record(parent, isMap ? 'MapStateSucceeded' : 'ParallelStateSucceeded');
  parent.last = child.last;
  run.wake(parent, { kind: 'result', result: Document.parse(`[${activity.results.join(',')}]`) });
}

/** Records that a branch's failure ends what runs beside it. The branches stay where they are, for a redrive. */
export function abortChildren(run: Run, parent: Branch, failed: Branch): void {
  const after = failed.last;
  const isMap = parent.activity.kind === 'children' && parent.activity.items !== undefined;
  if (isMap) run.record(failed, 'MapIterationFailed', { name: parent.state, index: failed.index }, after);
  for (const branch of run.position.branches.values()) {
    if (!isWithin(run.position, branch, parent)) continue;
    const { type } = run.stateOf(branch);
    if (isMap && branch.parent === parent.id && branch !== failed)
      run.record(branch, 'MapIterationAborted', { name: parent.state, index: branch.index }, after);
    const isActive =
      branch.activity.kind !== 'enter' && branch.activity.kind !== 'done' && !hasEnded(branch, failed, type);
    if (isActive && branch.activity.kind === 'mapRun') run.record(branch, 'MapRunAborted', undefined, after);
    if (isActive && abortable.has(type)) run.record(branch, `${type}StateAborted`, undefined, after);
  }
  failed.last = after;
}

const abortable = new Set(['Task', 'Wait', 'Map', 'Parallel']);

/** A Parallel or Map that failed has its own event already. */
const hasEnded = (branch: Branch, failed: Branch, type: string): boolean =>
  (branch === failed || branch.failure !== undefined) && (type === 'Map' || type === 'Parallel');
