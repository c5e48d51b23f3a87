import * as z from 'zod/mini';
import { findPerson } from '../../shared/api/find-person.ts';
import { instant, personId } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { exportOf } from '../export.ts';
import { route } from '../route.ts';

/** As a page's `next` has a place: a person's id and a record's. */
const places = /^per_[a-z2-7]{24} [A-Z]+(#.{0,300})?$/s;

const record = z.record(z.string(), z.unknown());

export const exportPerson = route({
  method: 'GET',
  path: '/v1/people/{id}/export',
  operationId: 'exportPerson',
  scope: 'admin',
  summary:
    'Everything that is known of a person, as one JSON document for them (GDPR, articles 15 and 20): profile, consents with their proofs, events, messages, runs, conversations, bookings, points, coupons, reviews, segments, audiences; of those who were merged into them too. What is larger than some 2.5 MB goes on at `next`.',
  params: z.object({ id: personId }),
  query: z.object({ cursor: z.optional(z.string()) }),
  answer: {
    status: 200,
    description:
      'The document; `next` is the cursor of its continuation, which has records alone, null on the last.',
    schema: z.object({
      person: z.string(),
      exportedAt: instant,
      /** Profile, reviews and audiences; on the first page. */
      known: record,
      records: z.record(z.string(), z.array(record)),
      next: z.nullable(z.string()),
    }),
  },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, query, now }, { table }) {
    const profile = await findPerson(table, params.id);
    const after = placeIn(query.cursor, places, 'a page of this export');
    const { known, records, next } = await exportOf(table, profile, after);
    return { person: profile.id, exportedAt: now.toISOString(), known, records, next: cursorTo(next) };
  },
});
