import { Memberships } from '../../../domain/audiences/memberships.ts';
import type { RemoveFromAudienceTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

/** Wants the person out of an audience; who was never wanted in it needs nothing. */
export const removeFromAudience: Perform<RemoveFromAudienceTask> = async (
  task,
  { table, runs, audienceQueue },
  now,
) => {
  const { audience } = task;
  const { person } = await runs.begin(task, now);
  const was = await new Memberships(table).unwant(audience, person, now);
  await runs.done(task, was ? 'not wanted' : 'skipped: not in it', now);
  if (was) await audienceQueue.send([{ person, audience }]);
};
