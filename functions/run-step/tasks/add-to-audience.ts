import { Memberships } from '../../../domain/audiences/memberships.ts';
import { currentProfile } from '../../../domain/people/lineage.ts';
import { Exited } from '../../../domain/runs/exited.ts';
import { audiences } from '../../../workflows/audiences.ts';
import type { AddToAudienceTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

const topics: ReadonlyMap<string, string> = new Map(
  Object.entries(audiences).map(([id, { topic }]) => [id, topic]),
);

/**
 * Wants the person in an audience. The wish is written before the networks are told of it, and looked at last, so that
 * a run that is over by then is seen to be.
 */
export const addToAudience: Perform<AddToAudienceTask> = async (
  task,
  { table, runs, audienceQueue },
  now,
) => {
  const { audience } = task;
  const topic = topics.get(audience);
  if (topic === undefined)
    throw new Error(`${task.step}: unknown audience "${audience}"; known: ${[...topics.keys()].join(', ')}`);
  const run = await runs.begin(task, now);
  const profile = await currentProfile(table, run.person);
  if (!profile) throw new Exited(`${run.id}: there is no ${run.person} (any more)`);
  const withheld = await new Memberships(table).want({ audience, topic }, run, profile, now);
  await runs.done(task, withheld ? `skipped: ${withheld}` : 'wanted', now);
  if (!withheld) await audienceQueue.send([{ person: profile.id, audience }]);
};
