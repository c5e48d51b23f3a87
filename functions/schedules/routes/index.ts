import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { getSchedule } from './get-schedule.ts';
import { listSchedules } from './list-schedules.ts';
import { pauseSchedule } from './pause-schedule.ts';
import { putSchedule } from './put-schedule.ts';
import { resumeSchedule } from './resume-schedule.ts';

/** Every operation on schedules; a new one is a file here and a line in this list. */
export const routes = [
  listSchedules,
  getSchedule,
  putSchedule,
  deleteSchedule,
  pauseSchedule,
  resumeSchedule,
] as readonly Route<Outside>[];
