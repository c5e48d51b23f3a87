import * as z from 'zod/mini';
import { Quarantine } from '../../../domain/inbound/quarantine.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { listOf, pageOf, quarantinedShape } from '../shapes.ts';

function placeIn(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z#[a-z2-7]{16}$/.test(place))
    throw new Problem(400, 'cursor: not one that a page of the quarantine gave as `next`', {
      field: 'cursor',
    });
  return place;
}

export const listQuarantine = route({
  method: 'GET',
  path: '/v1/quarantine',
  operationId: 'listQuarantine',
  summary:
    'Messages to us that were put aside in the last 30 days, newest first, and why: spam, viruses, forgeries, what cannot be read. Nothing acted upon them.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(quarantinedShape),
  },
  async handle({ query: { limit, cursor } }, { table }) {
    const { items, next } = await new Quarantine(table).list(limit, placeIn(cursor));
    return { items: [...items], next: next && Buffer.from(next).toString('base64url') };
  },
});
