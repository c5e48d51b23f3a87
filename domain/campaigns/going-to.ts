import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../table.ts';
import type { Audience, Campaign } from './campaign.ts';
import { CampaignRuns } from './campaign-runs.ts';
import { Campaigns } from './campaigns.ts';
import { type CampaignStatus, lastRunOf, statusOf } from './operate.ts';

/** Campaigns that will reach nobody any more, unless they are triggered again. */
const over: ReadonlySet<CampaignStatus> = new Set(['completed', 'stopped']);

/** How many campaigns are read at once. */
const atOnce = 100;

/** Campaigns that go to an audience, or are meant to: drafts, those that wait for their time, and those under way. */
async function campaignsGoingTo(table: Table, audience: Audience): Promise<readonly Campaign[]> {
  const campaigns = new Campaigns(table);
  const runs = new CampaignRuns(table);
  const found: Campaign[] = [];
  let before: string | undefined;
  do {
    const { items, next } = await campaigns.list(atOnce, before);
    for (const campaign of items) {
      if (!isDeepStrictEqual(campaign.says.to, audience)) continue;
      const run = await lastRunOf(runs, campaign);
      if (!over.has(statusOf({ campaign, run }))) found.push(campaign);
    }
    before = next ?? undefined;
  } while (before !== undefined);
  return found;
}

/** Names the campaigns for which an audience is needed yet; undefined where there are none. */
export async function whoGoesTo(table: Table, audience: Audience): Promise<string | undefined> {
  const campaigns = await campaignsGoingTo(table, audience);
  if (campaigns.length === 0) return undefined;
  return campaigns.map(({ id, says }) => `"${says.name}" (${id})`).join(', ');
}
