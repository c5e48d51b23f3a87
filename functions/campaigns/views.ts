import type * as z from 'zod/mini';
import type { CampaignRun } from '../../domain/campaigns/campaign-run.ts';
import type { CampaignRuns } from '../../domain/campaigns/campaign-runs.ts';
import type { List } from '../../domain/campaigns/lists.ts';
import { type Operated, statusOf } from '../../domain/campaigns/operate.ts';
import { progressOf } from '../../domain/campaigns/progress.ts';
import type { campaignShape, campaignWithRun, listShape, runShape } from './shapes.ts';

export function campaignView(operated: Operated): z.output<typeof campaignShape> {
  const { id, says, version, createdAt, updatedAt, trigger, lastRun } = operated.campaign;
  return {
    id,
    ...says,
    status: statusOf(operated),
    version,
    createdAt,
    updatedAt,
    triggeredAt: trigger?.at ?? null,
    lastRun: lastRun ?? null,
  };
}

export async function runView(
  runs: Pick<CampaignRuns, 'cursors'>,
  run: CampaignRun,
  now: Date,
): Promise<z.output<typeof runShape>> {
  const { id, status, startedAt, pausedAt, endedAt, reason, plan } = run;
  const progress = progressOf(run, await runs.cursors(run));
  const left = plan && (progress.remaining / plan.perSecond) * 1000;
  return {
    id,
    status,
    startedAt,
    pausedAt: pausedAt ?? null,
    endedAt: endedAt ?? null,
    reason: reason ?? null,
    progress: {
      ...progress,
      reached: { ...progress.reached },
      skipped: { ...progress.skipped },
      perSecond: plan?.perSecond ?? null,
      limit: plan?.limit ?? null,
      eta: status === 'running' && left !== undefined ? new Date(now.getTime() + left).toISOString() : null,
    },
  };
}

export const withRun = async (
  runs: Pick<CampaignRuns, 'cursors'>,
  operated: Operated,
  now: Date,
): Promise<z.output<typeof campaignWithRun>> => ({
  ...campaignView(operated),
  run: operated.run ? await runView(runs, operated.run, now) : null,
});

export const listView = ({ id, createdAt, updatedAt }: List): z.output<typeof listShape> => ({
  id,
  createdAt,
  updatedAt,
});
