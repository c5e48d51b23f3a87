import { redriveMapRun } from './map-run.ts';
import type { Run } from './run.ts';

function setDeadline({ machine, position, host }: Run): void {
  if (machine.timeoutSeconds !== undefined) position.deadline = host.now() + machine.timeoutSeconds * 1000;
}

/** Makes the first branch, ready to enter the first state. */
export function start(run: Run): void {
  setDeadline(run);
  const { input, roleArn } = run.execution;
  run.chronicle.append('ExecutionStarted', 0, { input: input.text, roleArn });
  run.spawn({ scope: '', input, index: 0, after: 0 });
}

/**
 * Puts to work again what was under way when the position was saved; calls without an answer are made again.
 * False when all of it only waits.
 */
export function resume(run: Run): boolean {
  let works = false;
  for (const branch of run.position.branches.values()) {
    const { activity } = branch;
    if (activity.kind === 'task' && !branch.failure) {
      if (!activity.call) continue;
      run.call(branch, activity, { branch: branch.id, attempt: activity.attempt, call: activity.call });
    } else if (branch.failure || ['enter', 'execute', 'result'].includes(activity.kind))
      run.wake(branch, activity);
    else continue;
    works = true;
  }
  return works;
}

/**
 * Continues a closed execution where it failed: what had succeeded stays, the rest is done again. What a state does
 * again follows, in the history, its first entry; a `Fail` follows the redrive.
 */
export function redrive(run: Run): void {
  setDeadline(run);
  run.chronicle.append('ExecutionRedriven', run.position.events, {
    redriveCount: run.execution.redriveCount,
  });
  const branches = [...run.position.branches.values()];
  const parents = new Set(branches.map(({ parent }) => parent));
  for (const branch of branches) {
    delete branch.failure;
    branch.retries = [];
    if (parents.has(branch.id) || branch.activity.kind === 'done') continue;
    if (branch.activity.kind === 'enter') run.wake(branch, branch.activity);
    else if (branch.activity.kind === 'mapRun') redriveMapRun(run, branch, branch.activity);
    else {
      branch.last = run.stateOf(branch).type === 'Fail' ? run.position.events : branch.entered;
      run.wake(branch, { kind: 'execute' });
    }
  }
}
