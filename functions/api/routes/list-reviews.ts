import * as z from 'zod/mini';
import type { Review } from '../../../domain/reviews/review.ts';
import { Reviews } from '../../../domain/reviews/reviews.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { averagesShape, reviewShape } from '../shapes.ts';

/** A day is its first instant in UTC, so that `from=2026-11-01&to=2026-12-01` is November. */
const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'must be a day such as 2026-11-01 or a time such as 2026-11-01T09:00:00Z',
);

const inUtc = (text: string | undefined): string | undefined => text && new Date(text).toISOString();

/** As a page's `next` has a place. */
const places = /^\d{4}-\d\d-\d\dT[\d:.]+Z#per_[^\s]{24,300}$/;

const shown = ({
  bookingId,
  person,
  service,
  stars,
  text,
  at,
  editedAt,
}: Review): z.output<typeof reviewShape> => ({
  bookingId,
  person,
  service,
  stars,
  text,
  at,
  editedAt,
});

export const listReviews = route({
  method: 'GET',
  path: '/v1/reviews',
  operationId: 'listReviews',
  scope: 'read',
  summary:
    'Reviews as last edited, newest first, and what all that match come to. `from` is included, `to` is not; both are about the first submission.',
  query: z.object({
    service: z.optional(z.string()),
    from: z.optional(moment),
    to: z.optional(moment),
    ...pageOf,
  }),
  answer: {
    status: 200,
    description:
      'A page of reviews; `next` is the cursor of the one that follows, null on the last. The averages are of all pages.',
    schema: z.extend(listOf(reviewShape), { averages: averagesShape }),
  },
  async handle({ query: { service, from, to, limit, cursor } }, { table }) {
    const wanted = { service, from: inUtc(from), before: inUtc(to) };
    const reviews = new Reviews(table);
    const [{ items, next }, averages] = await Promise.all([
      reviews.list(wanted, limit, placeIn(cursor, places, 'a page of reviews')),
      reviews.averages(wanted),
    ]);
    return {
      items: items.map(shown),
      next: cursorTo(next),
      averages: {
        overall: averages.overall,
        byService: { ...averages.byService },
        byMonth: { ...averages.byMonth },
      },
    };
  },
});
