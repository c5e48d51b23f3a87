import * as z from 'zod/mini';
import { readSegments } from '../../../domain/segments/catalogue.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { summaryShape } from '../shapes.ts';
import { summaryView } from '../view.ts';

export const listSegments = route({
  method: 'GET',
  path: '/v1/segments',
  operationId: 'listSegments',
  scope: 'read',
  summary: 'All segments, in the order of their ids, page by page.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(summaryShape),
  },
  async handle({ query: { limit, cursor } }, { table, business }) {
    const behind = placeIn(cursor, /^[a-z0-9-]{1,64}$/, 'a page of segments') ?? '';
    const all = await readSegments(table);
    const left = all.filter(({ id, status }) => status !== 'leaving' && id > behind);
    const page = left.slice(0, limit);
    return {
      items: page.map((segment) => summaryView(segment, business)),
      next: left.length > limit ? cursorTo(page.at(-1)?.id ?? null) : null,
    };
  },
});
