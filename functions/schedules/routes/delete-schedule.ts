import * as z from 'zod/mini';
import { changeSchedule } from '../../../domain/schedules/change.ts';
import { scheduleId } from '../../../domain/schedules/schedule.ts';
import { staleEdit } from '../../shared/api/etag.ts';
import { knownSchedule } from '../known-schedule.ts';
import { route } from '../route.ts';

export const deleteSchedule = route({
  method: 'DELETE',
  path: '/v1/schedules/{id}',
  operationId: 'deleteSchedule',
  scope: 'market',
  summary:
    'Deletes a schedule. It fires no more from this instant; timers of people go in the minutes after.',
  params: z.object({ id: scheduleId }),
  answer: { status: 200, description: 'It is deleted.', schema: z.object({ id: z.string() }) },
  edits: true,
  problems: { 404: 'There is no such schedule.' },
  async handle({ params: { id }, ifMatch, now }, outside) {
    const current = await knownSchedule(outside, id);
    ifMatch(current.version);
    if (!(await changeSchedule(outside, current, undefined, now))) throw staleEdit();
    return { id };
  },
});
