import * as z from 'zod/mini';
import { lastRunOf } from '../../../domain/campaigns/operate.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../outside.ts';
import { campaignShape } from '../shapes.ts';
import { campaignView } from '../views.ts';

export const listCampaigns = route({
  method: 'GET',
  path: '/v1/campaigns',
  operationId: 'listCampaigns',
  scope: 'read',
  summary: 'Campaigns, the newest first.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(campaignShape),
  },
  async handle({ query: { limit, cursor } }, { campaigns, runs }) {
    const before = placeIn(cursor, /^cmp_[a-z0-9]{17}$/, 'a page of campaigns');
    const { items, next } = await campaigns.list(limit, before);
    const views = items.map(async (campaign) =>
      campaignView({ campaign, run: await lastRunOf(runs, campaign) }),
    );
    return { items: await Promise.all(views), next: cursorTo(next) };
  },
});
