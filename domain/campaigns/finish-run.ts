import type { CampaignRun } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';
import { type ReachingMerged, reachMerged } from './reach-merged.ts';

export interface Closing extends ReachingMerged {
  readonly runs: Pick<CampaignRuns, 'cursors' | 'change'>;
}

/**
 * Closes a run whose execution has gone through its shards: completed, or failed where one of them came to no end. One that
 * was paused or stopped meanwhile stays so. Who was merged while it ran is reached before, and once more after it: from there
 * on nobody else is noted.
 */
export async function finishRun(closing: Closing, run: CampaignRun, now: Date): Promise<void> {
  const { runs } = closing;
  const { attempt } = run;
  if (run.status === 'running') {
    const left = await unfinished(runs, run);
    if (left.length > 0)
      return failRun(
        runs,
        run,
        attempt,
        `${left.length} parts of the audience came to no end: ${left.join(', ')}`,
        now,
      );
    await reachMerged(closing, run, now);
    const set = { endedAt: now.toISOString() };
    if (!(await runs.change(run, { to: 'completed', from: ['running'], attempt, set }))) return;
  } else if (run.status !== 'completed') return;
  await reachMerged(closing, run, now);
}

async function unfinished(runs: Pick<CampaignRuns, 'cursors'>, run: CampaignRun): Promise<readonly string[]> {
  const done = new Set((await runs.cursors(run)).filter((cursor) => cursor.done).map(({ shard }) => shard));
  return (run.plan?.shards ?? []).filter((shard) => !done.has(shard));
}

/** Writes down that an execution could not go on; the run may be resumed. */
export async function failRun(
  runs: Pick<CampaignRuns, 'change'>,
  run: Pick<CampaignRun, 'campaign' | 'id'>,
  attempt: number,
  reason: string,
  now: Date,
): Promise<void> {
  const set = { endedAt: now.toISOString(), reason };
  await runs.change(run, { to: 'failed', from: ['running'], attempt, set });
}
