import type { WaitTimedOutTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

/** Ends a wait in time, unless an event was recorded first. */
export const waitTimedOut: Perform<WaitTimedOutTask> = async (task, { waits }, now) => {
  await waits.timeOut(task, now);
  return { timedOut: true };
};
