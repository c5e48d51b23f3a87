import type { CampaignRun } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';

type Runs = Pick<CampaignRuns, 'cursors' | 'change'>;

/**
 * Closes a run whose execution has gone through its shards: completed, or failed where one of them came to no end. One that
 * was paused or stopped meanwhile stays so.
 */
export async function finishRun(runs: Runs, run: CampaignRun, attempt: number, now: Date): Promise<void> {
  const done = new Set((await runs.cursors(run)).filter((cursor) => cursor.done).map(({ shard }) => shard));
  const left = (run.plan?.shards ?? []).filter((shard) => !done.has(shard));
  if (left.length > 0)
    return failRun(
      runs,
      run,
      attempt,
      `${left.length} parts of the audience came to no end: ${left.join(', ')}`,
      now,
    );
  await runs.change(run, {
    to: 'completed',
    from: ['running'],
    attempt,
    set: { endedAt: now.toISOString() },
  });
}

/** Writes down that an execution could not go on; the run may be resumed. */
export async function failRun(
  runs: Pick<Runs, 'change'>,
  run: Pick<CampaignRun, 'campaign' | 'id'>,
  attempt: number,
  reason: string,
  now: Date,
): Promise<void> {
  const set = { endedAt: now.toISOString(), reason };
  await runs.change(run, { to: 'failed', from: ['running'], attempt, set });
}
