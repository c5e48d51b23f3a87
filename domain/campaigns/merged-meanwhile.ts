import { campaignRunKey, mergedMeanwhileKey, runsUnderWay, runUnderWayKey } from '../records.ts';
import { failedConditions, type Item, type Table } from '../table.ts';
import type { CampaignRunStatus } from './campaign-run.ts';

/** That a run is under way, so that it is found without looking through all campaigns. */
export interface UnderWay extends Item {
  readonly campaign: string;
  readonly run: string;
}

/** That somebody became one of two people while a run was under way, who may have missed their turn by it. */
export interface MergedMeanwhile extends Item {
  readonly person: string;
  /** What they get, once that is decided and counted. */
  readonly arm?: string;
}

/** Statuses of a run that may reach people yet. */
const openStatuses: readonly CampaignRunStatus[] = ['running', 'paused', 'failed'];

/** For how long a run that is never resumed keeps the note, in seconds. */
const kept = 400 * 86_400;

/**
 * Notes for each run under way that two people became one: the place of the one may lie before it, the place of the other
 * behind. At its end the run looks at them once more (`reachMerged`). Written before lists and segments let the loser go, so that
 * a run that finds them there no more finds the note; and only while the run may end yet, so that its end finds them all.
 * Safe to repeat.
 */
export async function noteMerged(
  table: Pick<Table, 'query' | 'transact' | 'delete'>,
  winner: string,
  now: Date,
): Promise<void> {
  const expires = Math.floor(now.getTime() / 1000) + kept;
  const statuses = Object.fromEntries(openStatuses.map((status, index) => [`:status${index}`, status]));
  for await (const { campaign, run } of table.query<UnderWay>(runsUnderWay)) {
    try {
      await table.transact([
        {
          check: campaignRunKey(campaign, run),
          condition: `#status IN (${Object.keys(statuses).join(', ')})`,
          names: { '#status': 'status' },
          values: statuses,
        },
        {
          put: { ...mergedMeanwhileKey(campaign, run, winner), person: winner, expires },
          condition: 'attribute_not_exists(pk)',
        },
      ]);
    } catch (error) {
      const [isOver, isNoted] = failedConditions(error) ?? [];
      if (isOver) await table.delete(runUnderWayKey(run));
      else if (!isNoted) throw error;
    }
  }
}
