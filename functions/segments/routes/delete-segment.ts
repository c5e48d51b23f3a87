import * as z from 'zod/mini';
import { campaignsGoingTo } from '../../../domain/campaigns/going-to-segment.ts';
import { schedulesGoingTo } from '../../../domain/schedules/going-to-segment.ts';
import { deleteSegment as remove } from '../../../domain/segments/saving.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { segmentId } from '../shapes.ts';

export const deleteSegment = route({
  method: 'DELETE',
  path: '/v1/segments/{id}',
  operationId: 'deleteSegment',
  scope: 'market',
  summary:
    'Deletes a segment. Its members are let go in the minutes that follow; their timelines are told nothing.',
  params: z.object({ id: segmentId }),
  edits: true,
  answer: { status: 204, description: 'It is gone.', schema: z.undefined() },
  problems: {
    404: 'There is no such segment.',
    409: 'Another segment reads it, or a campaign or a schedule goes to it that is not over.',
  },
  async handle({ params: { id }, ifMatch, now }, { table, business, builds }) {
    const campaigns = await campaignsGoingTo(table, id);
    if (campaigns.length > 0)
      throw new Problem(
        409,
        `segment: "${id}" is whom ${campaigns.join(', ')} goes to; stop or change that first`,
      );
    const schedules = await schedulesGoingTo(table, id, now);
    if (schedules.length > 0)
      throw new Problem(
        409,
        `segment: "${id}" is whom ${schedules.join(', ')} fires for; delete or change that schedule first`,
      );
    const deleted = await remove(table, business, id, now, ({ version }) => ifMatch(version));
    if (deleted.outcome === 'unknown') {
      ifMatch(undefined);
      throw new Problem(404, `segment: there is no "${id}"`);
    }
    if (deleted.outcome === 'read')
      throw new Problem(409, `segment: "${id}" is read by ${deleted.by.join(', ')}; change these first`);
    await builds.start(deleted.segment);
    return undefined;
  },
});
