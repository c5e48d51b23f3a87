import { campaignPaceKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { CampaignRun } from './campaign-run.ts';
import { done } from './campaigns.ts';

interface Paced extends Item {
  /** In milliseconds since 1970. */
  readonly nextAt: number;
}

/**
 * Takes the next place for so many people on a run's time line, which all of its shards share: places follow one another at
 * the run's rate, and none lies in the past, so that what was missed during an outage or a pause is not caught up with.
 * @returns the moment from which on they may be reached, in milliseconds since 1970
 */
export async function takePlace(
  table: Pick<Table, 'update'>,
  { campaign, id }: Pick<CampaignRun, 'campaign' | 'id'>,
  people: number,
  perSecond: number,
  now: number,
): Promise<number> {
  const key = campaignPaceKey(campaign, id);
  const takes = Math.ceil((people * 1000) / perSecond);
  for (;;) {
    let place = now;
    const behind = await done(
      table
        .update<Paced>(key, 'ADD nextAt :takes', {
          condition: 'nextAt >= :now',
          values: { ':takes': takes, ':now': now },
        })
        .then(({ nextAt }) => {
          place = nextAt - takes;
        }),
    );
    if (behind) return place;
    const first = await done(
      table.update(key, 'SET nextAt = :next', {
        condition: 'attribute_not_exists(nextAt) OR nextAt < :now',
        values: { ':next': now + takes, ':now': now },
      }),
    );
    if (first) return now;
  }
}
