import * as z from 'zod/mini';
import { whoGoesTo } from '../../../domain/campaigns/going-to.ts';
import { schedulesGoingTo } from '../../../domain/schedules/going-to-segment.ts';
import { deleteSegment as remove } from '../../../domain/segments/saving.ts';
import type { Table } from '../../../domain/table.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { segmentId } from '../shapes.ts';

/** @throws Problem 409 */
async function requireUnneeded(table: Table, id: string, now: Date): Promise<void> {
  const campaigns = await whoGoesTo(table, { segment: id });
  if (campaigns !== undefined)
    throw new Problem(
      409,
      `segment: "${id}" is whom ${campaigns} goes to; stop, change or delete that first`,
    );
  const schedules = await schedulesGoingTo(table, id, now);
  if (schedules.length > 0)
    throw new Problem(
      409,
      `segment: "${id}" is whom ${schedules.join(', ')} fires for; delete or change that schedule first`,
    );
}

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
    const deleted = await remove(table, business, id, now, async ({ version }) => {
      ifMatch(version);
      await requireUnneeded(table, id, now);
    });
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
