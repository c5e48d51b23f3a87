import * as z from 'zod/mini';
import { listConversations as list } from '../../../domain/conversations/list.ts';
import { Problem } from '../../shared/http/problem.ts';
import { conversationShape, conversationStatus } from '../conversation-shapes.ts';
import { conversationView } from '../conversation-view.ts';
import { route } from '../route.ts';
import { listOf, pageOf } from '../shapes.ts';

function placeIn(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z#thr_[a-z2-7_]+$/.test(place))
    throw new Problem(400, 'cursor: not one that a page of conversations gave as `next`', {
      field: 'cursor',
    });
  return place;
}

export const listConversations = route({
  method: 'GET',
  path: '/v1/conversations',
  operationId: 'listConversations',
  summary:
    'Conversations with people who wrote to us: the open ones, who has waited longest first; answered and closed ones newest first.',
  query: z.object({ status: z._default(conversationStatus, 'open'), ...pageOf }),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(conversationShape),
  },
  async handle({ query: { status, limit, cursor } }, { table }) {
    const { items, next } = await list(table, status, limit, placeIn(cursor));
    return { items: items.map(conversationView), next: next && Buffer.from(next).toString('base64url') };
  },
});
