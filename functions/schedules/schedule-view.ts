import * as z from 'zod/mini';
import { momentOf, shownAt } from '../../domain/schedules/calendar.ts';
import { draftShape, type Schedule } from '../../domain/schedules/schedule.ts';
import { instant } from '../shared/api/shapes.ts';

/** Where clocks show a time last: UTC-12. */
const lastZone = 'Etc/GMT+12';

export const scheduleShape = z.extend(draftShape, {
  id: z.string(),
  /** `done`: its one time is past. */
  state: z.enum(['active', 'paused', 'done']),
  version: z.string(),
  createdAt: instant,
  changedAt: instant,
});

export type ScheduleView = z.output<typeof scheduleShape>;

function isDone({ when }: Schedule, now: Date): boolean {
  if (when.kind !== 'once') return false;
  return momentOf(shownAt(when.at), when.zone === 'person' ? lastZone : when.zone) <= now.getTime();
}

export function scheduleView(schedule: Schedule, now: Date): ScheduleView {
  const { pk: _, sk: __, paused, revision: ___, ...shown } = schedule;
  return { ...shown, state: paused ? 'paused' : isDone(schedule, now) ? 'done' : 'active' };
}
