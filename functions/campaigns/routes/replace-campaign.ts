import { campaignSchema } from '../../../domain/campaigns/campaign.ts';
import { statusOf } from '../../../domain/campaigns/operate.ts';
import { staleEdit } from '../../shared/api/etag.ts';
import { Problem } from '../../shared/http/problem.ts';
import { findOperated, requireSound } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId, campaignShape } from '../shapes.ts';
import { told } from '../told.ts';
import { campaignView } from '../views.ts';

export const replaceCampaign = route({
  method: 'PUT',
  path: '/v1/campaigns/{id}',
  operationId: 'replaceCampaign',
  scope: 'market',
  summary: 'Changes a draft.',
  params: campaignId,
  body: campaignSchema,
  answer: { status: 200, description: 'The draft as it is now.', schema: campaignShape },
  version: ({ version }) => version,
  edits: true,
  problems: {
    404: 'There is no such campaign.',
    409: 'It is no draft any more, or whom it goes to is being deleted.',
    422: 'Something in it would stop it when it is sent; the problem names the field.',
  },
  async handle({ params, body, ifMatch, now }, outside) {
    const operated = await findOperated(outside, params.id);
    // First: RFC 9110, 13.2.1, has no precondition of what is refused without one.
    const status = statusOf(operated);
    if (status !== 'draft')
      throw new Problem(409, `${params.id}: is ${status}; only drafts are changed: make another campaign`);
    ifMatch(operated.campaign.version);
    await requireSound(outside, body);
    const campaign = await told(() => outside.campaigns.change(operated.campaign, { says: body }, now));
    if (!campaign) throw staleEdit();
    return campaignView({ campaign, run: undefined });
  },
});
