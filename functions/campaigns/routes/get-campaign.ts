import { findOperated } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId, campaignWithRun } from '../shapes.ts';
import { withRun } from '../views.ts';

export const getCampaign = route({
  method: 'GET',
  path: '/v1/campaigns/{id}',
  operationId: 'getCampaign',
  scope: 'read',
  summary: 'A campaign, and how far the run that began last has come.',
  params: campaignId,
  answer: { status: 200, description: 'The campaign.', schema: campaignWithRun },
  // Of a draft it is what an edit asks for; a run changes what is answered without an edit.
  version: ({ version, run }) => (run ? `${version}.${run.status}.${run.progress.looked}` : version),
  problems: { 404: 'There is no such campaign.' },
  async handle({ params, now }, outside) {
    return withRun(outside.runs, await findOperated(outside, params.id), now);
  },
});
