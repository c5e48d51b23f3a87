import * as z from 'zod/mini';
import { changesOf } from '../../../domain/people/changes.ts';
import { partsOf } from '../../../domain/people/lineage.ts';
import { timelineOf } from '../../../domain/people/timeline.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { instant, listOf, pageOf, personId } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';

const changeShape = z.object({
  at: instant,
  event: z.object({ id: z.string(), name: z.string() }),
  source: z.string(),
  changes: z.array(
    z.union([
      z.object({ what: z.literal('trait'), name: z.string(), value: z.unknown() }),
      z.object({
        what: z.literal('identifier'),
        name: z.string(),
        value: z.string(),
        state: z.enum(['attached', 'chosen', 'detached']),
      }),
      z.object({
        what: z.literal('consent'),
        channel: z.string(),
        topic: z.string(),
        state: z.string(),
      }),
      z.object({ what: z.literal('person'), merged: z.string() }),
    ]),
  ),
});

/** As a page's `next` has a place: behind which event each of the person's parts goes on. */
const places = /^per_[a-z2-7]{24}:\d{1,12}(,per_[a-z2-7]{24}:\d{1,12})*$/;

const afterOf = (place: string | undefined): Record<string, number> =>
  Object.fromEntries(
    (place?.split(',') ?? []).map((each) => {
      const [part = '', seq] = each.split(':');
      return [part, Number(seq)];
    }),
  );

/** Events that a page looks at; one that finds few changes among them ends all the same. */
const looked = 2_000;

export const getChanges = route({
  method: 'GET',
  path: '/v1/people/{id}/changes',
  operationId: 'getChanges',
  scope: 'read',
  summary:
    'What was said anew about a person, and when, by which event, from whom: traits, identifiers, consents; oldest first, page by page. A page may be short of its limit, or empty, before the last.',
  params: z.object({ id: personId }),
  query: z.object(pageOf),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(changeShape),
  },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, query: { limit, cursor } }, { table }) {
    const profile = await findPerson(table, params.id);
    const after = afterOf(placeIn(cursor, places, 'a page of these changes'));
    const items: z.output<typeof changeShape>[] = [];
    let seen = 0;
    for await (const event of timelineOf(table, partsOf(profile), { after, limit: 4 * limit })) {
      if (items.length === limit || seen === looked) {
        const place = Object.entries(after).map(([part, seq]) => `${part}:${seq}`);
        return { items, next: cursorTo(place.join(',')) };
      }
      const { at, id, name, source, person, seq } = event;
      const changes = changesOf(event);
      if (changes.length > 0) items.push({ at, event: { id, name }, source, changes: [...changes] });
      after[person] = seq;
      seen += 1;
    }
    return { items, next: null };
  },
});
