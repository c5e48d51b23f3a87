import * as z from 'zod/mini';
import { scheduleId } from '../../../domain/schedules/schedule.ts';
import { knownSchedule } from '../known-schedule.ts';
import { route } from '../route.ts';
import { scheduleShape, scheduleView } from '../schedule-view.ts';

export const getSchedule = route({
  method: 'GET',
  path: '/v1/schedules/{id}',
  operationId: 'getSchedule',
  scope: 'read',
  summary: 'A schedule.',
  params: z.object({ id: scheduleId }),
  answer: { status: 200, description: 'The schedule.', schema: scheduleShape },
  version: ({ version }) => version,
  problems: { 404: 'There is no such schedule.' },
  async handle({ params, now }, outside) {
    return scheduleView(await knownSchedule(outside, params.id), now);
  },
});
