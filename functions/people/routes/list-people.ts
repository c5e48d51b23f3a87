import * as z from 'zod/mini';
import { pageOfEverybody } from '../../../domain/people/everybody.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { personSummary, personSummaryShape } from '../person-shape.ts';
import { route } from '../route.ts';

/** As a page's `next` has a place: a person's id. */
const places = /^per_[a-z2-7]{24}$/;

export const listPeople = route({
  method: 'GET',
  path: '/v1/people',
  operationId: 'listPeople',
  scope: 'read',
  summary: 'Everybody who is known, page by page, in no order that means anything.',
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(personSummaryShape),
  },
  async handle({ query }, { table }) {
    const after = placeIn(query.cursor, places, 'a page of people');
    const { people, next } = await pageOfEverybody(table, query.limit, after);
    return { items: people.map(personSummary), next: cursorTo(next) };
  },
});
