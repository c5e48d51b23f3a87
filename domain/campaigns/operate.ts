import { type Campaign, recurs } from './campaign.ts';
import type { CampaignMachine } from './campaign-machine.ts';
import type { CampaignRun } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';
import type { CampaignSchedules } from './campaign-schedules.ts';
import type { Campaigns } from './campaigns.ts';
import { CampaignChanged, CampaignRefusal } from './refusals.ts';

/** What it takes to have campaigns run. */
export interface Operating {
  readonly campaigns: Campaigns;
  readonly runs: CampaignRuns;
  readonly machine: Pick<CampaignMachine, 'start' | 'isAlive'>;
  readonly schedules: Pick<CampaignSchedules, 'create' | 'renew' | 'remove'>;
}

/** A campaign with the run that began last. */
export interface Operated {
  readonly campaign: Campaign;
  readonly run: CampaignRun | undefined;
}

export const isUnderWay = (run: CampaignRun | undefined): boolean =>
  run?.status === 'running' || run?.status === 'paused' || run?.status === 'failed';

/** A campaign's last run. */
export const lastRunOf = async (
  runs: Pick<CampaignRuns, 'read'>,
  { id, lastRun }: Pick<Campaign, 'id' | 'lastRun'>,
): Promise<CampaignRun | undefined> => (lastRun === undefined ? undefined : runs.read(id, lastRun));

function whyNotPaused({ stoppedAt }: Campaign, run: CampaignRun | undefined): string {
  if (run) return `its last run is ${run.status}; one that is running or completed is paused`;
  if (stoppedAt !== undefined) return 'is stopped; there is nothing to pause';
  return 'has not run yet, and there is nothing to pause; stop it to keep it from going';
}

/**
 * Has nobody else reached until the run is resumed. Within one slice, for what is on the line see `gateOf`. Of a run that has
 * reached everybody it holds what waits yet, for the morning or for people's own clocks; one that recurs does not fire meanwhile.
 * @throws CampaignRefusal
 */
export async function pause({ runs }: Pick<Operating, 'runs'>, campaign: Campaign, now: Date): Promise<void> {
  const run = await lastRunOf(runs, campaign);
  const set = { pausedAt: now.toISOString() };
  if (run?.status === 'paused') return;
  if (!run || !(await runs.change(run, { to: 'paused', from: ['running', 'completed'], set })))
    throw new CampaignRefusal(`${campaign.id}: ${whyNotPaused(campaign, run)}`);
}

/**
 * Has a paused or failed run go on from where it is, by a new execution; also one whose execution was ended from outside.
 * @throws CampaignRefusal
 */
export async function resume(
  { runs, machine }: Pick<Operating, 'runs' | 'machine'>,
  campaign: Campaign,
): Promise<void> {
  const run = await lastRunOf(runs, campaign);
  if (run?.status === 'running' && (await machine.isAlive(run))) return;
  const from = ['paused', 'failed', 'running'] as const;
  if (!run || !(await runs.change(run, { to: 'running', from, takesOver: run.attempt })))
    throw new CampaignRefusal(
      `${campaign.id}: no run of it is paused or has failed; nothing is to be resumed`,
    );
  await machine.start({ ...run, attempt: run.attempt + 1 });
}

/**
 * Ends a campaign for good: it fires no more, nobody else is reached, and what waits on people's lines is not sent, also of a run
 * that has reached everybody.
 * @throws CampaignRefusal, CampaignChanged
 */
export async function stop(
  { campaigns, runs, schedules }: Operating,
  campaign: Campaign,
  now: Date,
): Promise<void> {
  const run = await lastRunOf(runs, campaign);
  if (!campaign.scheduled && (run?.status ?? 'stopped') === 'stopped') {
    if (run || campaign.stoppedAt !== undefined) return;
    throw new CampaignRefusal(`${campaign.id}: nothing of it is scheduled, under way or sent`);
  }
  if (run) {
    const set = { endedAt: run.endedAt ?? now.toISOString() };
    await runs.change(run, { to: 'stopped', from: ['running', 'paused', 'failed', 'completed'], set });
  }
  await schedules.remove(campaign);
  if (!(await campaigns.stop(campaign, now))) throw CampaignChanged.of(campaign);
}

/** What a campaign is doing, in a word. */
export type CampaignStatus = 'draft' | 'scheduled' | CampaignRun['status'];

export function statusOf({ campaign, run }: Operated): CampaignStatus {
  if (campaign.stoppedAt !== undefined) return 'stopped';
  const waits = campaign.scheduled && (run === undefined || (recurs(campaign) && !isUnderWay(run)));
  if (waits) return 'scheduled';
  return run?.status ?? 'draft';
}
