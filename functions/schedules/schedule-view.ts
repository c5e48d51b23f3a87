import * as z from 'zod/mini';
import { isDone } from '../../domain/schedules/is-done.ts';
import { draftShape, type Schedule } from '../../domain/schedules/schedule.ts';
import { instant } from '../shared/api/shapes.ts';

export const scheduleShape = z.extend(draftShape, {
  id: z.string(),
  /** `done`: its one time is past. */
  state: z.enum(['active', 'paused', 'done']),
  version: z.string(),
  createdAt: instant,
  changedAt: instant,
});

export type ScheduleView = z.output<typeof scheduleShape>;

export function scheduleView(schedule: Schedule, now: Date): ScheduleView {
  const { pk: _, sk: __, paused, revision: ___, ...shown } = schedule;
  return { ...shown, state: paused ? 'paused' : isDone(schedule, now) ? 'done' : 'active' };
}
