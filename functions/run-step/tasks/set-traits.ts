import type { SetTraitsTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';
import { ownEvent } from '../own-event.ts';

/** States traits of the person: an event like any other, folded by `record-event`. */
export const setTraits: Perform<SetTraitsTask> = async (task, { runs, line }, now) => {
  const run = await runs.begin(task, now);
  const event = { type: 'identify', name: 'Identified', properties: {}, traits: task.traits } as const;
  await line.send([ownEvent(task, run, event, now)]);
  await runs.done(task, Object.keys(task.traits).join(', '), now);
};
