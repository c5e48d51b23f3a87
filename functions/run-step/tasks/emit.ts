import type { EmitTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';
import { ownEvent } from '../own-event.ts';

/** Puts an event of the journey's own on the person's line. */
export const emit: Perform<EmitTask> = async (task, { runs, line }, now) => {
  const run = await runs.begin(task, now);
  await line.send([
    ownEvent(task, run, { type: 'track', name: task.event, properties: task.properties }, now),
  ]);
  await runs.done(task, task.event, now);
};
