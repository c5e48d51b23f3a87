import * as z from 'zod/mini';
import { route } from '../route.ts';
import { segmentId, segmentShape } from '../shapes.ts';
import { findSegment, segmentView } from '../view.ts';

export const getSegment = route({
  method: 'GET',
  path: '/v1/segments/{id}',
  operationId: 'getSegment',
  scope: 'read',
  summary: 'A segment: what it says, also as a sentence, how far it is built, and how many people are in it.',
  params: z.object({ id: segmentId }),
  version: ({ version }) => version,
  counts: true,
  answer: { status: 200, description: 'The segment.', schema: segmentShape },
  problems: { 404: 'There is no such segment.' },
  async handle({ params }, outside) {
    return segmentView(await findSegment(outside.table, params.id), outside);
  },
});
