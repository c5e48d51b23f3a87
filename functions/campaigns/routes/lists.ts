import * as z from 'zod/mini';
import { whoGoesTo } from '../../../domain/campaigns/going-to.ts';
import type { List } from '../../../domain/campaigns/lists.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { listOf, pageOf, personId } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { Problem } from '../../shared/http/problem.ts';
import { type Outside, route } from '../outside.ts';
import { listId, listShape } from '../shapes.ts';
import { told } from '../told.ts';
import { listView } from '../views.ts';

/** @throws Problem 404 */
async function findList({ lists }: Pick<Outside, 'lists'>, id: string): Promise<List> {
  const list = await lists.read(id);
  if (!list) throw new Problem(404, `list: there is no list "${id}"`);
  return list;
}

const missing = { 404: 'There is no such list.' };

export const listLists = route({
  method: 'GET',
  path: '/v1/lists',
  operationId: 'listLists',
  scope: 'read',
  summary: 'The lists that campaigns may go to.',
  query: z.object(pageOf),
  answer: { status: 200, description: 'A page.', schema: listOf(listShape) },
  async handle({ query: { limit, cursor } }, { lists }) {
    const behind = placeIn(cursor, /^[a-z0-9][a-z0-9_-]{0,63}$/, 'a page of lists');
    const { items, next } = await lists.all(limit, behind);
    return { items: items.map(listView), next: cursorTo(next) };
  },
});

export const getList = route({
  method: 'GET',
  path: '/v1/lists/{id}',
  operationId: 'getList',
  scope: 'read',
  summary: 'A list, and how many people are on it.',
  params: listId,
  answer: { status: 200, description: 'The list.', schema: z.extend(listShape, { people: z.int() }) },
  problems: missing,
  async handle({ params }, outside) {
    const list = await findList(outside, params.id);
    return { ...listView(list), people: await outside.lists.count(list.id) };
  },
});

export const addToList = route({
  method: 'POST',
  path: '/v1/lists/{id}',
  operationId: 'addToList',
  scope: 'market',
  summary: 'Puts people on a list, which is made if it is not there; up to 2,000 a call. Safe to repeat.',
  params: listId,
  body: z.strictObject({ people: z.array(z.string()).check(z.minLength(1), z.maxLength(2_000)) }),
  judgesValues: true,
  problems: { 409: 'The list is being deleted.' },
  answer: {
    status: 200,
    description: 'Who is on it now; who is not known is named, and the others are taken all the same.',
    schema: z.extend(listShape, {
      added: z.int(),
      rejected: z.array(z.object({ index: z.int(), person: z.string(), reason: z.string() })),
    }),
  },
  async handle({ params, body, now }, { lists }) {
    const { list, added, rejected } = await told(() => lists.add(params.id, body.people, now));
    return { ...listView(list), added, rejected: [...rejected] };
  },
});

export const takeFromList = route({
  method: 'DELETE',
  path: '/v1/lists/{id}/people/{person}',
  operationId: 'takeFromList',
  scope: 'market',
  summary: 'Takes somebody off a list.',
  params: z.extend(listId, { person: personId }),
  answer: { status: 204, description: 'They are not on it.', schema: z.undefined() },
  problems: { 404: 'There is no such list or person.' },
  async handle({ params, now }, outside) {
    const { id } = await findList(outside, params.id);
    await outside.lists.take(id, (await findPerson(outside.table, params.person)).id, now);
    return undefined;
  },
});

export const deleteList = route({
  method: 'DELETE',
  path: '/v1/lists/{id}',
  operationId: 'deleteList',
  scope: 'market',
  summary:
    'Deletes a list to which no campaign goes. The people on it stay, and so does what campaigns sent them.',
  params: listId,
  answer: { status: 204, description: 'It is gone.', schema: z.undefined() },
  problems: { ...missing, 409: 'A campaign goes to it that is not over; the problem names it.' },
  async handle({ params }, outside) {
    const list = await findList(outside, params.id);
    const { id } = list;
    const campaigns = await whoGoesTo(outside.table, { list: id });
    if (campaigns !== undefined)
      throw new Problem(409, `list: "${id}" is whom ${campaigns} goes to; stop, change or delete that first`);
    if (!(await outside.lists.leave(list)))
      throw new Problem(409, `list: a campaign came to go to "${id}" at the same moment; ask again`);
    await outside.lists.remove(id);
    return undefined;
  },
});
