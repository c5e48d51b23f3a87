import type { Command } from '../command.ts';
import { operationCommand } from '../operation.ts';
import { campaignProgress } from './campaign-progress.ts';
import { resultText } from './campaign-result.ts';
import { reviewText } from './campaign-review.ts';

const id = 'cmp_0mja1b2c3abcdefgh';

/** A command that changes what a campaign does. */
const operate = (action: 'pause' | 'resume' | 'stop', summary: string): Command =>
  operationCommand({
    name: `campaigns ${action}`,
    summary,
    operation: `${action}Campaign`,
    method: 'POST',
    path: `/v1/campaigns/{id}/${action}`,
    examples: [`campaigns ${action} ${id}`],
  });

export const campaigns: readonly Command[] = [
  operationCommand({
    name: 'campaigns list',
    summary: 'Campaigns, the newest first.',
    operation: 'listCampaigns',
    method: 'GET',
    path: '/v1/campaigns',
    isPaged: true,
    rows: { of: 'items', columns: ['id', 'name', 'status', 'to', 'when', 'createdAt'] },
    examples: ['campaigns list'],
  }),
  operationCommand({
    name: 'campaigns get',
    summary: 'What a campaign says, and how far it has come.',
    operation: 'getCampaign',
    method: 'GET',
    path: '/v1/campaigns/{id}',
    examples: [`campaigns get ${id}`],
  }),
  operationCommand({
    name: 'campaigns create',
    summary: 'Makes a campaign as a draft.',
    operation: 'createCampaign',
    method: 'POST',
    path: '/v1/campaigns',
    body: 'file',
    examples: ['campaigns create winter.json'],
  }),
  operationCommand({
    name: 'campaigns replace',
    summary: 'Changes a draft.',
    operation: 'replaceCampaign',
    method: 'PUT',
    path: '/v1/campaigns/{id}',
    body: 'file',
    edits: true,
    examples: [`campaigns replace ${id} winter.json`],
  }),
  operationCommand({
    name: 'campaigns delete',
    summary: 'Deletes a draft.',
    operation: 'deleteCampaign',
    method: 'DELETE',
    path: '/v1/campaigns/{id}',
    edits: true,
    examples: [`campaigns delete ${id}`],
  }),
  operationCommand({
    name: 'campaigns review',
    summary: 'What a campaign would do: who, what, when, for how much.',
    operation: 'reviewCampaign',
    method: 'POST',
    path: '/v1/campaigns/{id}/review',
    query: { person: 'Shows the messages as this person would get them.' },
    shows: reviewText,
    examples: [`campaigns review ${id}`],
  }),
  operationCommand({
    name: 'campaigns trigger',
    summary: 'Has a campaign go: at once, or when it says.',
    operation: 'triggerCampaign',
    method: 'POST',
    path: '/v1/campaigns/{id}/trigger',
    query: { again: '`true` lets one go again that has gone before.' },
    examples: [`campaigns trigger ${id}`],
  }),
  campaignProgress,
  operate('pause', 'Has nobody else reached, until it is resumed.'),
  operate('resume', 'Has a paused or failed run go on from where it is.'),
  operate('stop', 'Ends a campaign for good.'),
  operationCommand({
    name: 'campaigns runs',
    summary: 'Every run of a campaign.',
    operation: 'listCampaignRuns',
    method: 'GET',
    path: '/v1/campaigns/{id}/runs',
    rows: {
      of: 'items',
      columns: [
        'id',
        'status',
        'progress.people',
        'progress.looked',
        'progress.heldOut',
        'startedAt',
        'endedAt',
      ],
    },
    examples: [`campaigns runs ${id}`],
  }),
  operationCommand({
    name: 'campaigns result',
    summary: 'What a run brought about, and whether the differences are real.',
    operation: 'getCampaignResult',
    method: 'GET',
    path: '/v1/campaigns/{id}/result',
    query: { run: 'The run; the last one unless said.' },
    shows: resultText,
    examples: [`campaigns result ${id}`],
  }),
];
