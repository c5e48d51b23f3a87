import { Document } from '../json.ts';
import type { Branch } from './branch.ts';
import type { Run } from './run.ts';
import { timedOut } from './task.ts';

const dueOf = ({ activity }: Branch): number => {
  if (activity.kind === 'wait' || activity.kind === 'retry') return activity.until;
  if (activity.kind !== 'task') return Number.POSITIVE_INFINITY;
  return Math.min(
    activity.deadline ?? Number.POSITIVE_INFINITY,
    activity.heartbeat?.due ?? Number.POSITIVE_INFINITY,
  );
};

/** When time alone will next change something, milliseconds since 1970; undefined when nothing waits for time. */
export function nextDue(run: Run): number | undefined {
  if (run.outcome) return undefined;
  let due = run.position.deadline ?? Number.POSITIVE_INFINITY;
  for (const branch of run.open()) due = Math.min(due, dueOf(branch));
  return Number.isFinite(due) ? due : undefined;
}

/** Does what is due by now: ends waits, starts retries, times tasks out, and the execution itself. */
export function elapse(run: Run): void {
  const now = run.host.now();
  if (run.position.deadline !== undefined && run.position.deadline <= now) {
    run.chronicle.finish({ status: 'TIMED_OUT' });
    return;
  }
  const due = [...run.open()].filter((branch) => dueOf(branch) <= now).sort((a, b) => dueOf(a) - dueOf(b));
  for (const branch of due) {
    const { activity } = branch;
    if (activity.kind === 'wait') run.wake(branch, { kind: 'result', result: Document.of(null) });
    else if (activity.kind === 'retry') run.wake(branch, { kind: 'execute' });
    else if (activity.kind === 'task')
      timedOut(run, branch, activity, activity.deadline === undefined || activity.deadline > now);
  }
}
