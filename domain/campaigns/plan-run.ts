import type { Table } from '../table.ts';
import { countPeople } from './audience.ts';
import type { CampaignRun, RunPlan } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';
import { type Rate, rateWithin, type SendQuota, sliceFor } from './rate.ts';

interface Planning {
  readonly table: Pick<Table, 'count'>;
  readonly runs: Pick<CampaignRuns, 'cursors' | 'plan'>;
  readonly quota: () => Promise<SendQuota>;
}

/** Whether anybody may be sent an email. */
const mails = ({ variants }: Pick<CampaignRun, 'variants'>): boolean =>
  variants.some(({ send }) => send?.channels.includes('email'));

/** @param people who are still to be reached */
export const rateOf = async (
  says: Pick<CampaignRun, 'variants' | 'perSecond'>,
  people: number,
  quota: Planning['quota'],
): Promise<Rate> =>
  mails(says) ? rateWithin(says.perSecond, people, await quota()) : { perSecond: says.perSecond };

/**
 * Finds out how an execution goes about its run: where people are, and how fast SES lets it. Asked anew by each execution;
 * who belonged to the audience when the first began stays the run's number.
 * @returns the shards that it is to go through
 */
export async function planRun(
  { table, runs, quota }: Planning,
  run: CampaignRun,
): Promise<{ readonly shards: readonly string[] }> {
  const cursors = new Map((await runs.cursors(run)).map((cursor) => [cursor.shard, cursor]));
  const counted = await countPeople(table, run.to, (shard) => cursors.get(shard)?.behind);
  const left = counted.filter(
    ({ shard, people }) => (run.plan?.shards.includes(shard) ?? people > 0) && !cursors.get(shard)?.done,
  );
  const people = left.reduce((sum, each) => sum + each.people, 0);
  const rate = await rateOf(run, people, quota);
  const shards = left.map(({ shard }) => shard);
  const plan: RunPlan = {
    shards: run.plan?.shards ?? shards,
    people: run.plan?.people ?? people,
    ...rate,
    slice: sliceFor(rate.perSecond, Math.max(0, ...left.map((each) => each.people))),
  };
  await runs.plan(run, plan);
  return { shards };
}
