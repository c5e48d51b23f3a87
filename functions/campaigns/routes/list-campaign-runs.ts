import { listOf } from '../../shared/api/shapes.ts';
import { findCampaign } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId, runShape } from '../shapes.ts';
import { runView } from '../views.ts';

export const listCampaignRuns = route({
  method: 'GET',
  path: '/v1/campaigns/{id}/runs',
  operationId: 'listCampaignRuns',
  scope: 'read',
  summary: 'Every run of a campaign, the newest first: one that recurs has many.',
  params: campaignId,
  answer: { status: 200, description: 'All runs.', schema: listOf(runShape) },
  problems: { 404: 'There is no such campaign.' },
  async handle({ params, now }, outside) {
    const { id } = await findCampaign(outside, params.id);
    const runs = (await outside.runs.all(id)).toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
    return { items: await Promise.all(runs.map((run) => runView(outside.runs, run, now))), next: null };
  },
});
