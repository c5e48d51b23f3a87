import * as z from 'zod/mini';
import { listOf } from '../../shared/api/shapes.ts';
import { journeyView } from '../journey-view.ts';
import { route } from '../route.ts';
import { journeyShape } from '../shapes.ts';

export const listJourneys = route({
  method: 'GET',
  path: '/v1/journeys',
  operationId: 'listJourneys',
  scope: 'read',
  summary: 'The journeys that are deployed, retired ones included.',
  params: z.object({}),
  answer: { status: 200, description: 'All journeys.', schema: listOf(journeyShape) },
  async handle(_request, { journeys }) {
    return { items: journeys.map(journeyView), next: null };
  },
});
