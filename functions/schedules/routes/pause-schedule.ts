import * as z from 'zod/mini';
import { scheduleId } from '../../../domain/schedules/schedule.ts';
import { setPaused } from '../known-schedule.ts';
import { route } from '../route.ts';
import { scheduleShape, scheduleView } from '../schedule-view.ts';

export const pauseSchedule = route({
  method: 'POST',
  path: '/v1/schedules/{id}/pause',
  operationId: 'pauseSchedule',
  scope: 'market',
  summary:
    'Pauses a schedule: what falls into the pause is left out, not made up for. One that is paused stays so.',
  params: z.object({ id: scheduleId }),
  answer: { status: 200, description: 'The schedule, paused.', schema: scheduleShape },
  version: ({ version }) => version,
  problems: { 404: 'There is no such schedule.' },
  async handle({ params, now }, outside) {
    return scheduleView(await setPaused(outside, params.id, true, now), now);
  },
});
