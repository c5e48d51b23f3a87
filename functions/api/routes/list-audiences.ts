import * as z from 'zod/mini';
import { listOf } from '../../shared/api/shapes.ts';
import { everyAudience } from '../audience-view.ts';
import { route } from '../route.ts';
import { audienceShape } from '../shapes.ts';

export const listAudiences = route({
  method: 'GET',
  path: '/v1/audiences',
  operationId: 'listAudiences',
  scope: 'read',
  summary: 'The ad audiences: who is wanted in them, and what the networks say.',
  params: z.object({}),
  answer: { status: 200, description: 'All audiences.', schema: listOf(audienceShape) },
  async handle(_request, { table }) {
    return { items: await everyAudience(table), next: null };
  },
});
