import { type Campaign, recurs } from './campaign.ts';
import type { CampaignMachine } from './campaign-machine.ts';
import type { CampaignRun } from './campaign-run.ts';
import { type CampaignRuns, runIdOf } from './campaign-runs.ts';
import type { CampaignSchedules } from './campaign-schedules.ts';
import type { Campaigns } from './campaigns.ts';
import { localTimeAt, moments } from './moments.ts';
import { CampaignChanged, CampaignRefusal } from './refusals.ts';

/** What it takes to have campaigns run. */
export interface Operating {
  readonly campaigns: Campaigns;
  readonly runs: CampaignRuns;
  readonly machine: Pick<CampaignMachine, 'start' | 'isAlive'>;
  readonly schedules: Pick<CampaignSchedules, 'create' | 'remove'>;
}

/** A campaign with the run that began last. */
export interface Operated {
  readonly campaign: Campaign;
  readonly run: CampaignRun | undefined;
}

const isUnderWay = (run: CampaignRun | undefined): boolean =>
  run?.status === 'running' || run?.status === 'paused' || run?.status === 'failed';

/** A campaign's last run. */
export const lastRunOf = async (
  runs: Pick<CampaignRuns, 'read'>,
  { id, lastRun }: Pick<Campaign, 'id' | 'lastRun'>,
): Promise<CampaignRun | undefined> => (lastRun === undefined ? undefined : runs.read(id, lastRun));

interface Trigger {
  /** The same key asks for the same, once. */
  readonly key: string;
  /** Whether it may run anew after it has. */
  readonly again: boolean;
  readonly now: Date;
}

/**
 * Has a campaign go, at once or when it says. The same key gets the same answer, and finishes what a crash cut short.
 * @throws CampaignRefusal, CampaignChanged, ScheduleRefused
 */
export async function trigger(
  operating: Operating,
  campaign: Campaign,
  { key, again, now }: Trigger,
): Promise<Operated> {
  const { runs, machine, schedules } = operating;
  const { when } = campaign.says;
  const before = await runs.read(campaign.id, runIdOf(campaign.id, key));
  if (before) {
    if (before.status === 'running') await machine.start(before);
    return { campaign, run: before };
  }
  if (campaign.trigger?.key === key) {
    if (campaign.scheduled && when !== 'now') await schedules.create(campaign, when);
    return { campaign, run: await lastRunOf(runs, campaign) };
  }
  await requireIdle(runs, campaign, again);
  if (when === 'now') return begin(operating, campaign, key, now);
  if (!('cron' in when) && moments(when).last < now.getTime())
    throw new CampaignRefusal(
      `when: ${'at' in when ? when.at : when.localTime} is past; give a time to come, or "now"`,
    );
  if (!('cron' in when) && moments(when).first <= now.getTime()) return begin(operating, campaign, key, now);
  // Made before it is written down: a schedule of a campaign that does not know of it fires in vain.
  await schedules.create(campaign, when);
  const scheduled = await operating.campaigns.change(
    campaign,
    { trigger: { key, at: now.toISOString() }, scheduled: true },
    now,
  );
  if (!scheduled) throw changed(campaign);
  return { campaign: scheduled, run: undefined };
}

async function requireIdle(runs: CampaignRuns, campaign: Campaign, again: boolean): Promise<void> {
  const { id, scheduled, stoppedAt } = campaign;
  const run = await lastRunOf(runs, campaign);
  if (isUnderWay(run))
    throw new CampaignRefusal(`${id}: a run is ${run?.status}; resume or stop it, or wait for its end`);
  if (scheduled) throw new CampaignRefusal(`${id}: is scheduled already; stop it to have it go otherwise`);
  if ((run || stoppedAt !== undefined) && !again)
    throw new CampaignRefusal(
      `${id}: has ${stoppedAt === undefined ? 'run' : 'been stopped'} before; to have it go once more say so with "again": true`,
    );
}

const changed = ({ id }: Pick<Campaign, 'id'>): CampaignChanged =>
  new CampaignChanged(`${id}: was changed at the same moment; look at it, and ask again`);

async function begin(
  { runs, machine }: Pick<Operating, 'runs' | 'machine'>,
  campaign: Campaign,
  key: string,
  now: Date,
): Promise<Operated> {
  const { stoppedAt: _, ...open } = campaign;
  const run = await runs.begin(open as Campaign, key, now, localTimeAt(campaign.says.when, now));
  if (!run) throw changed(campaign);
  await machine.start(run);
  return { campaign: { ...campaign, lastRun: run.id }, run };
}

/**
 * Has a scheduled campaign run, once for each time at which it was to fire, however often it is told. A firing while a run is
 * under way counts for nothing.
 * @returns undefined where nothing was to run
 * @throws CampaignChanged, to be told again
 */
export async function fire(
  operating: Pick<Operating, 'campaigns' | 'runs' | 'machine'>,
  id: string,
  at: Date,
): Promise<CampaignRun | undefined> {
  const { campaigns, runs, machine } = operating;
  const campaign = await campaigns.read(id);
  if (!campaign?.scheduled || campaign.stoppedAt !== undefined) return undefined;
  const key = `schedule/${at.toISOString()}`;
  const before = await runs.read(id, runIdOf(id, key));
  if (before?.status === 'running') await machine.start(before);
  if (before) return before;
  const last = await lastRunOf(runs, campaign);
  if (last?.status === 'running' || last?.status === 'paused') return undefined;
  const { run } = await begin(operating, campaign, key, at);
  return run;
}

/** Has nobody else reached until the run is resumed. Within one slice, for what is on the line see `gateOf`. @throws CampaignRefusal */
export async function pause({ runs }: Pick<Operating, 'runs'>, campaign: Campaign, now: Date): Promise<void> {
  const run = await lastRunOf(runs, campaign);
  const set = { pausedAt: now.toISOString() };
  if (run?.status === 'paused') return;
  if (!run || !(await runs.change(run, { to: 'paused', from: ['running'], set })))
    throw new CampaignRefusal(`${campaign.id}: no run of it is running; only that is paused`);
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
 * Ends a campaign for good: it fires no more, nobody else is reached, and what waits on people's lines is not sent.
 * @throws CampaignRefusal, CampaignChanged
 */
export async function stop(
  { campaigns, runs, schedules }: Operating,
  campaign: Campaign,
  now: Date,
): Promise<void> {
  const run = await lastRunOf(runs, campaign);
  if (!campaign.scheduled && !isUnderWay(run)) {
    if (run?.status === 'stopped' || campaign.stoppedAt !== undefined) return;
    throw new CampaignRefusal(`${campaign.id}: nothing of it is scheduled or under way`);
  }
  const endedAt = now.toISOString();
  if (run) await runs.change(run, { to: 'stopped', from: ['running', 'paused', 'failed'], set: { endedAt } });
  await schedules.remove(campaign);
  if (!(await campaigns.stop(campaign, now))) throw changed(campaign);
}

/** What a campaign is doing, in a word. */
export type CampaignStatus = 'draft' | 'scheduled' | CampaignRun['status'];

export function statusOf({ campaign, run }: Operated): CampaignStatus {
  if (campaign.stoppedAt !== undefined) return 'stopped';
  const waits = campaign.scheduled && (run === undefined || (recurs(campaign) && !isUnderWay(run)));
  if (waits) return 'scheduled';
  return run?.status ?? 'draft';
}
