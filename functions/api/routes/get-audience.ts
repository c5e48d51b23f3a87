import * as z from 'zod/mini';
import { audienceView } from '../audience-view.ts';
import { route } from '../route.ts';
import { audienceShape } from '../shapes.ts';

export const getAudience = route({
  method: 'GET',
  path: '/v1/audiences/{id}',
  operationId: 'getAudience',
  scope: 'read',
  summary: 'An ad audience: who is wanted in it, and what the networks say.',
  params: z.object({ id: z.string() }),
  answer: { status: 200, description: 'The audience.', schema: audienceShape },
  problems: { 404: 'There is no such audience.' },
  handle: ({ params }, { table }) => audienceView(table, params.id),
});
