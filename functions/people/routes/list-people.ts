import * as z from 'zod/mini';
import { everybody, membersOf, pageOfPeople } from '../../../domain/people/everybody.ts';
import { segmentKey } from '../../../domain/records.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { Problem } from '../../shared/http/problem.ts';
import { personSummary, personSummaryShape } from '../person-shape.ts';
import { route } from '../route.ts';

/** As a page's `next` has a place: a person's id. */
const places = /^per_[a-z2-7]{24}$/;

export const listPeople = route({
  method: 'GET',
  path: '/v1/people',
  operationId: 'listPeople',
  scope: 'read',
  summary: 'Everybody who is known, or who is in a segment, page by page, in no order that means anything.',
  query: z.object({ segment: z.optional(z.string()), ...pageOf }),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(personSummaryShape),
  },
  problems: { 404: 'There is no such segment.' },
  async handle({ query }, { table }) {
    const after = placeIn(query.cursor, places, 'a page of people');
    const { segment } = query;
    if (segment !== undefined && !(await table.get(segmentKey(segment))))
      throw new Problem(404, `segment: there is none with the id "${segment}"`, { field: 'segment' });
    const listing = segment === undefined ? everybody : membersOf(segment);
    const { people, next } = await pageOfPeople(table, listing, query.limit, after);
    return { items: people.map(personSummary), next: cursorTo(next) };
  },
});
