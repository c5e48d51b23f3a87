import * as z from 'zod/mini';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import { funnel } from '../../../domain/reports/funnel.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { daysAsked, daysOf } from '../shapes.ts';

const step = z.object({ step: z.string(), reached: z.int(), now: z.int(), dropped: z.int() });

export const getFunnel = route({
  method: 'GET',
  path: '/v1/journeys/{id}/funnel',
  operationId: 'getFunnel',
  scope: 'read',
  summary:
    'How far the runs of a journey came: those that began on some days, or all of them where no days are asked for.',
  params: z.object({ id: z.string() }),
  query: z.object(daysAsked),
  answer: {
    status: 200,
    description:
      'Its steps in their order, those of older versions last: how many runs ever reached each, are at it now, or ended there otherwise than by completing.',
    schema: z.object({
      journey: z.string(),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      entered: z.int(),
      running: z.int(),
      ended: z.object({ completed: z.int(), exited: z.int(), failed: z.int(), stopped: z.int() }),
      steps: z.array(step),
    }),
  },
  sheet: ({ steps }) => ({ columns: Object.keys(step.shape), rows: steps }),
  problems: { 404: 'There is no such journey.' },
  async handle({ params, query, now }, { table, journeys, centre }) {
    const journey = journeys.find(({ id }) => id === params.id);
    if (!journey) throw new Problem(404, `journey: there is none called "${params.id}"`);
    const days = query.from || query.to ? daysOf(query, centre.timezone, now) : undefined;
    const steps = journey.steps.map(({ id }) => id);
    const told = await funnel(new CellsRead(table), journey.id, steps, days);
    return {
      journey: journey.id,
      from: days?.from ?? null,
      to: days?.to ?? null,
      ...told,
      ended: { ...told.ended },
      steps: [...told.steps],
    };
  },
});
