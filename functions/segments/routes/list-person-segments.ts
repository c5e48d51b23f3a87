import * as z from 'zod/mini';
import { readSegments } from '../../../domain/segments/catalogue.ts';
import { readPersonSegments } from '../../../domain/segments/person-segments.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { listOf, personId } from '../../shared/api/shapes.ts';
import { route } from '../route.ts';
import { membershipShape } from '../shapes.ts';

export const listPersonSegments = route({
  method: 'GET',
  path: '/v1/people/{id}/segments',
  operationId: 'listPersonSegments',
  scope: 'read',
  summary: 'Which segments a person is in, and since when.',
  params: z.object({ id: personId }),
  answer: { status: 200, description: 'All of them.', schema: listOf(membershipShape) },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params }, { table }) {
    const { id: person } = await findPerson(table, params.id);
    const [segments, state] = await Promise.all([readSegments(table), readPersonSegments(table, person)]);
    const items = segments.flatMap(({ id, name, status }) => {
      const since = status === 'leaving' ? undefined : state.in[id];
      return since === undefined ? [] : [{ id, name, since }];
    });
    return { items, next: null };
  },
});
