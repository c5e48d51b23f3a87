import * as z from 'zod/mini';
import { journeyView } from '../journey-view.ts';
import { route } from '../route.ts';
import { journeyShape, listOf } from '../shapes.ts';

export const listJourneys = route({
  method: 'GET',
  path: '/v1/journeys',
  operationId: 'listJourneys',
  summary: 'The journeys that are deployed, retired ones included.',
  params: z.object({}),
  answer: { status: 200, description: 'All journeys.', schema: listOf(journeyShape) },
  async handle(_request, { journeys }) {
    return { items: journeys.map(journeyView), next: null };
  },
});
