import * as z from 'zod/mini';
import { listConversations as list } from '../../../domain/conversations/list.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { conversationShape, conversationStatus } from '../conversation-shapes.ts';
import { conversationView } from '../conversation-view.ts';
import { route } from '../route.ts';

/** As a page's `next` has a place. */
const places = /^\d{4}-\d\d-\d\dT[\d:.]+Z#thr_[a-z2-7_]+$/;

export const listConversations = route({
  method: 'GET',
  path: '/v1/conversations',
  operationId: 'listConversations',
  scope: 'read',
  summary:
    'Conversations with people who wrote to us: the open ones, who has waited longest first; answered and closed ones newest first.',
  query: z.object({ status: z._default(conversationStatus, 'open'), ...pageOf }),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(conversationShape),
  },
  async handle({ query: { status, limit, cursor } }, { table }) {
    const { items, next } = await list(
      table,
      status,
      limit,
      placeIn(cursor, places, 'a page of conversations'),
    );
    return { items: items.map(conversationView), next: cursorTo(next) };
  },
});
