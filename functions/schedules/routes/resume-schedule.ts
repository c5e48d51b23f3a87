import * as z from 'zod/mini';
import { scheduleId } from '../../../domain/schedules/schedule.ts';
import { setPaused } from '../known-schedule.ts';
import { route } from '../route.ts';
import { scheduleShape, scheduleView } from '../schedule-view.ts';

export const resumeSchedule = route({
  method: 'POST',
  path: '/v1/schedules/{id}/resume',
  operationId: 'resumeSchedule',
  scope: 'market',
  summary: 'Lets a paused schedule go on with its next moment. One that is not paused stays so.',
  params: z.object({ id: scheduleId }),
  answer: { status: 200, description: 'The schedule, resumed.', schema: scheduleShape },
  version: ({ version }) => version,
  problems: { 404: 'There is no such schedule.' },
  async handle({ params, now }, outside) {
    return scheduleView(await setPaused(outside, params.id, false, now), now);
  },
});
