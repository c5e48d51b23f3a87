import * as z from 'zod/mini';
import { Quarantine } from '../../../domain/inbound/quarantine.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { quarantinedShape } from '../shapes.ts';

/** As a page's `next` has a place. */
const places = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[a-z2-7]{16}$/;

export const listQuarantine = route({
  method: 'GET',
  path: '/v1/quarantine',
  operationId: 'listQuarantine',
  scope: 'read',
  summary:
    'Messages to us that were put aside in the last 30 days, newest first, and why: spam, viruses, forgeries, what cannot be read. Nothing acted upon them.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(quarantinedShape),
  },
  async handle({ query: { limit, cursor } }, { table }) {
    const { items, next } = await new Quarantine(table).list(
      limit,
      placeIn(cursor, places, 'a page of the quarantine'),
    );
    return { items: [...items], next: cursorTo(next) };
  },
});
