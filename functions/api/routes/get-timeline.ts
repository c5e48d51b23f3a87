import * as z from 'zod/mini';
import { findPerson } from '../../shared/api/find-person.ts';
import { listOf, pageOf, personId } from '../../shared/api/shapes.ts';
import { route } from '../route.ts';
import { timelineItem } from '../shapes.ts';
import { timeline } from '../timeline.ts';

export const getTimeline = route({
  method: 'GET',
  path: '/v1/people/{id}/timeline',
  operationId: 'getTimeline',
  scope: 'read',
  summary: "A person's events and messages, oldest first, page by page.",
  params: z.object({ id: personId }),
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(timelineItem),
  },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, query }, { table }) {
    return timeline(table, await findPerson(table, params.id), query.limit, query.cursor);
  },
});
