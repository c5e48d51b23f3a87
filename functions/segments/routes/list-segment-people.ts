import * as z from 'zod/mini';
import { listMembers } from '../../../domain/segments/members.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { memberShape, segmentId } from '../shapes.ts';
import { findSegment } from '../view.ts';

export const listSegmentPeople = route({
  method: 'GET',
  path: '/v1/segments/{id}/people',
  operationId: 'listSegmentPeople',
  scope: 'read',
  summary: 'Who is in a segment, page by page, in no particular order.',
  params: z.object({ id: segmentId }),
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(memberShape),
  },
  problems: { 404: 'There is no such segment.' },
  async handle({ params, query: { limit, cursor } }, { table }) {
    const { id } = await findSegment(table, params.id);
    const behind = placeIn(cursor, /^per_[a-z2-7]{24}$/, 'a page of these people');
    const { items, next } = await listMembers(table, id, limit, behind);
    return { items: [...items], next: cursorTo(next) };
  },
});
