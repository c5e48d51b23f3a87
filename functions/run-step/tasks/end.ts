import type { EndTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

/** Closes the run as completed where a branch leads to the end without another task. */
export const end: Perform<EndTask> = async (task, { runs }, now) => {
  await runs.begin(task, now);
  await runs.done({ ...task, last: true }, 'end', now);
};
