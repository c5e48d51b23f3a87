import type { ExitTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

/** Closes the run as exited, for the journey's own reason. */
export const exit: Perform<ExitTask> = async (task, { runs }, now) => {
  await runs.begin(task, now);
  await runs.exit(task, task.reason, now);
};
