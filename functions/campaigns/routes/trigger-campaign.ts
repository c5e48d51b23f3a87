import * as z from 'zod/mini';
import { trigger } from '../../../domain/campaigns/trigger.ts';
import { findCampaign, requireBuilt, requireSound } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId, campaignWithRun } from '../shapes.ts';
import { told } from '../told.ts';
import { withRun } from '../views.ts';

export const triggerCampaign = route({
  method: 'POST',
  path: '/v1/campaigns/{id}/trigger',
  operationId: 'triggerCampaign',
  scope: 'market',
  summary:
    'Has a campaign go: at once, or when it says. The same Idempotency-Key gets the same run, however often it is sent.',
  params: campaignId,
  query: z.object({
    /** Have it go once more, after it has. */
    again: z._default(z.stringbool(), false),
  }),
  answer: { status: 202, description: 'It is under way, or scheduled.', schema: campaignWithRun },
  problems: {
    404: 'There is no such campaign.',
    409: 'It is under way, scheduled, or has run before, or its segment is being built; the problem says what to do.',
    422: 'Something in it would stop it; the problem names the field.',
  },
  async handle({ params, query: { again }, idempotencyKey: key, now }, outside) {
    const campaign = await findCampaign(outside, params.id);
    await requireSound(outside, campaign.says);
    if (campaign.trigger?.key !== key) await requireBuilt(outside, campaign.says);
    return withRun(outside.runs, await told(() => trigger(outside, campaign, { key, again, now })), now);
  },
});
