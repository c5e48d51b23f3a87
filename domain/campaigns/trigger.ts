import type { Campaign } from './campaign.ts';
import type { CampaignRun } from './campaign-run.ts';
import { type CampaignRuns, runIdOf } from './campaign-runs.ts';
import { localTimeAt, moments } from './moments.ts';
import { isUnderWay, lastRunOf, type Operated, type Operating } from './operate.ts';
import { CampaignChanged, CampaignRefusal } from './refusals.ts';

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
export async function trigger(operating: Operating, campaign: Campaign, asked: Trigger): Promise<Operated> {
  try {
    return await triggered(operating, campaign, asked);
  } catch (error) {
    if (!(error instanceof CampaignChanged)) throw error;
    // The same call was sent twice at once, and the other came first.
    const since = await operating.campaigns.read(campaign.id);
    if (since?.trigger?.key !== asked.key) throw error;
    return triggered(operating, since, asked);
  }
}

async function triggered(
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
  await schedules.renew(campaign, when);
  const scheduled = await operating.campaigns.change(
    opened(campaign),
    { trigger: { key, at: now.toISOString() }, scheduled: true },
    now,
  );
  if (!scheduled) throw CampaignChanged.of(campaign);
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
      `${id}: has ${stoppedAt === undefined ? 'run' : 'been stopped'} before; to have it go once more, ask with again=true`,
    );
}

/** A campaign that is stopped no more. */
function opened({ stoppedAt: _, ...campaign }: Campaign): Campaign {
  return campaign as Campaign;
}

async function begin(
  { runs, machine }: Pick<Operating, 'runs' | 'machine'>,
  campaign: Campaign,
  key: string,
  now: Date,
): Promise<Operated> {
  const run = await runs.begin(opened(campaign), key, now, localTimeAt(campaign.says.when, now));
  if (!run) throw CampaignChanged.of(campaign);
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
