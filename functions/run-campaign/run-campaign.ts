import type { CampaignRun } from '../../domain/campaigns/campaign-run.ts';
import type { CampaignRuns } from '../../domain/campaigns/campaign-runs.ts';
import type { Firing } from '../../domain/campaigns/campaign-schedules.ts';
import { failRun, finishRun } from '../../domain/campaigns/finish-run.ts';
import { fire, type Operating } from '../../domain/campaigns/operate.ts';
import { planRun } from '../../domain/campaigns/plan-run.ts';
import type { SendQuota } from '../../domain/campaigns/rate.ts';
import { type NextSlice, nextSlice, type Reaching, type ShardOfRun } from '../../domain/campaigns/slice.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';

type Attempt = Omit<ShardOfRun, 'shard'>;

/** What the campaigns' state machine and their schedules ask for. */
export type CampaignTask =
  | ({ readonly kind: 'plan' } & Attempt)
  | ({ readonly kind: 'slice' } & ShardOfRun)
  | ({ readonly kind: 'finish' } & Attempt)
  | ({ readonly kind: 'fail'; readonly cause: string } & Attempt)
  | Firing;

export type CampaignAnswer =
  | NextSlice
  | { readonly shards: readonly string[] }
  | Readonly<Record<string, never>>;

export interface Outside extends Omit<Reaching, 'table' | 'runs'>, Pick<Operating, 'campaigns' | 'machine'> {
  readonly table: Table;
  readonly runs: CampaignRuns;
  readonly quota: () => Promise<SendQuota>;
  readonly log: Log;
}

/** How much of a failed state's cause a run's record keeps, in characters. */
const causeKept = 500;

/** Carries out one task of a campaign's run, each of which is safe to repeat. */
export const runCampaign =
  (outside: Outside) =>
  async (task: CampaignTask): Promise<CampaignAnswer> => {
    const { runs, log } = outside;
    const now = new Date();
    switch (task.kind) {
      case 'fire': {
        const run = await fire(outside, task.campaign, new Date(task.at));
        log.info(run ? 'campaign fired' : 'campaign fired in vain', { ...task, run: run?.id });
        return {};
      }
      case 'plan': {
        const run = await underWay(runs, task);
        return run ? planRun(outside, run) : { shards: [] };
      }
      case 'slice':
        return nextSlice(outside, task, now);
      case 'finish': {
        const run = await runs.read(task.campaign, task.run);
        if (run?.attempt === task.attempt) await finishRun(outside, run, now);
        return {};
      }
      case 'fail': {
        log.error('campaign failed', task);
        const run = { campaign: task.campaign, id: task.run };
        await failRun(runs, run, task.attempt, task.cause.slice(0, causeKept), now);
        return {};
      }
    }
  };

/** The run of an attempt, if that is to go on: it was not paused, stopped or taken over meanwhile. */
async function underWay(
  runs: CampaignRuns,
  { campaign, run: id, attempt }: Attempt,
): Promise<CampaignRun | undefined> {
  const run = await runs.read(campaign, id);
  return run?.status === 'running' && run.attempt === attempt ? run : undefined;
}
