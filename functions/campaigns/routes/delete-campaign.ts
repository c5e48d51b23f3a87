import * as z from 'zod/mini';
import { statusOf } from '../../../domain/campaigns/operate.ts';
import { deleteCampaignSchedules } from '../../../domain/schedules/with-owners.ts';
import { staleEdit } from '../../shared/api/etag.ts';
import { Problem } from '../../shared/http/problem.ts';
import { findOperated } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId } from '../shapes.ts';

export const deleteCampaign = route({
  method: 'DELETE',
  path: '/v1/campaigns/{id}',
  operationId: 'deleteCampaign',
  scope: 'market',
  summary:
    'Deletes a draft, with the schedules that belong to it. What was triggered stays, as the record of what people were sent.',
  params: campaignId,
  answer: { status: 204, description: 'It is gone.', schema: z.undefined() },
  edits: true,
  problems: { 404: 'There is no such campaign.', 409: 'It is no draft any more.' },
  async handle({ params, ifMatch, now }, outside) {
    const operated = await findOperated(outside, params.id);
    // First: RFC 9110, 13.2.1, has no precondition of what is refused without one.
    const status = statusOf(operated);
    if (status !== 'draft') throw new Problem(409, `${params.id}: is ${status}; only drafts are deleted`);
    ifMatch(operated.campaign.version);
    await deleteCampaignSchedules(outside, params.id, now);
    if (!(await outside.campaigns.remove(operated.campaign))) throw staleEdit();
    // One that was made in between; from here on none can be.
    await deleteCampaignSchedules(outside, params.id, now);
    return undefined;
  },
});
