import { campaignReached } from '../events/campaign-reached.ts';
import { journey } from '../journey.ts';
import { sendCampaign } from '../steps/send-campaign.ts';

/** One person's part of one run of a campaign: the message, whichever it is. */
export const campaign = journey({
  id: 'campaign',
  title: 'A campaign reaches a person',
  entry: {
    on: campaignReached,
    where: { variant: { not: 'hold-out' }, journey: { exists: false } },
    as: 'reached',
  },
  key: 'run',
  reEntry: 'ignore',
  steps: [sendCampaign({ id: 'send', reached: 'reached' })],
});
