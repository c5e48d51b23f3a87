import type { Table } from '../table.ts';
import { CampaignRuns } from './campaign-runs.ts';
import { Campaigns } from './campaigns.ts';
import { type CampaignStatus, lastRunOf, statusOf } from './operate.ts';

/** Campaigns that will reach nobody any more, unless they are triggered again. */
const over: ReadonlySet<CampaignStatus> = new Set(['completed', 'stopped']);

/** How many campaigns are read at once. */
const atOnce = 100;

/** Ids of the campaigns that go to a segment, or are meant to: drafts, those that wait for their time, and those under way. */
export async function campaignsGoingTo(table: Table, segment: string): Promise<readonly string[]> {
  const campaigns = new Campaigns(table);
  const runs = new CampaignRuns(table);
  const found: string[] = [];
  let before: string | undefined;
  do {
    const { items, next } = await campaigns.list(atOnce, before);
    for (const campaign of items) {
      const { to } = campaign.says;
      if (typeof to !== 'object' || !('segment' in to) || to.segment !== segment) continue;
      const run = await lastRunOf(runs, campaign);
      if (!over.has(statusOf({ campaign, run }))) found.push(campaign.id);
    }
    before = next ?? undefined;
  } while (before !== undefined);
  return found;
}
