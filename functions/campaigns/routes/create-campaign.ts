import { campaignSchema } from '../../../domain/campaigns/campaign.ts';
import { requireSound } from '../find.ts';
import { route } from '../outside.ts';
import { campaignShape } from '../shapes.ts';
import { told } from '../told.ts';
import { campaignView } from '../views.ts';

export const createCampaign = route({
  method: 'POST',
  path: '/v1/campaigns',
  operationId: 'createCampaign',
  scope: 'market',
  summary: 'Makes a campaign as a draft: nobody is reached before it is triggered.',
  body: campaignSchema,
  answer: { status: 201, description: 'The draft.', schema: campaignShape },
  version: ({ version }) => version,
  problems: {
    409: 'Whom it goes to is being deleted or changed at this moment.',
    422: 'Something in it would stop it when it is sent; the problem names the field.',
  },
  async handle({ body, now }, outside) {
    await requireSound(outside, body);
    const campaign = await told(() => outside.campaigns.create(body, now));
    return campaignView({ campaign, run: undefined });
  },
});
