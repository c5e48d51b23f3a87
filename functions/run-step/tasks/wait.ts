import type { WaitTask } from '../../../workflows/task.ts';
import { answerTask } from '../../shared/task-answer.ts';
import type { Perform } from '../outside.ts';

/** Registers the pause; one that is over already is answered at once. */
export const wait: Perform<WaitTask> = async (task, { waits, sfn }, now) => {
  const outcome = await waits.register(task, now);
  if (outcome && outcome.kind !== 'timedOut') await answerTask(sfn, task.token, outcome);
};
