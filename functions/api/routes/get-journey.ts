import * as z from 'zod/mini';
import { findJourney, journeyView } from '../journey-view.ts';
import { route } from '../route.ts';
import { journeyShape } from '../shapes.ts';

export const getJourney = route({
  method: 'GET',
  path: '/v1/journeys/{id}',
  operationId: 'getJourney',
  scope: 'read',
  summary: 'A journey with its document, as its author wrote it.',
  params: z.object({ id: z.string() }),
  answer: {
    status: 200,
    description: 'The journey.',
    schema: z.extend(journeyShape, { document: z.record(z.string(), z.unknown()) }),
  },
  problems: { 404: 'There is no such journey.' },
  async handle({ params }, { journeys }) {
    const journey = findJourney(journeys, params.id);
    return { ...journeyView(journey), document: { ...journey } };
  },
});
