import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import { pause, resume, stop } from '../../../domain/campaigns/operate.ts';
import { findCampaign, findOperated } from '../find.ts';
import { type Outside, route } from '../outside.ts';
import { campaignId, campaignWithRun } from '../shapes.ts';
import { told } from '../told.ts';
import { withRun } from '../views.ts';

/** A route that does one thing with a campaign that is under way. Safe to repeat. */
const operation = (
  verb: string,
  summary: string,
  act: (outside: Outside, campaign: Campaign, now: Date) => Promise<void>,
) =>
  route({
    method: 'POST',
    path: `/v1/campaigns/{id}/${verb}`,
    operationId: `${verb}Campaign`,
    scope: 'market',
    summary,
    params: campaignId,
    answer: { status: 200, description: 'The campaign as it is now.', schema: campaignWithRun },
    problems: {
      404: 'There is no such campaign.',
      409: 'It is in no state for that; the problem says which.',
    },
    async handle({ params, now }, outside) {
      const campaign = await findCampaign(outside, params.id);
      await told(() => act(outside, campaign, now));
      return withRun(outside.runs, await findOperated(outside, params.id), now);
    },
  });

export const pauseCampaign = operation(
  'pause',
  'Has nobody else reached, within one slice, and what waits held; until it is resumed.',
  pause,
);
export const resumeCampaign = operation(
  'resume',
  'Has a paused or failed run go on from where it is. Nobody is reached twice.',
  resume,
);
export const stopCampaign = operation(
  'stop',
  'Ends a campaign for good: nobody else is reached, and what waits is not sent.',
  stop,
);
