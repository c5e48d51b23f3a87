import { Contention } from '../../domain/contention.ts';
import { changeSchedule } from '../../domain/schedules/change.ts';
import type { Schedule } from '../../domain/schedules/schedule.ts';
import { findSchedule, newVersion } from '../../domain/schedules/schedules.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';

/** @throws Problem 404 */
export async function knownSchedule({ table }: Pick<Outside, 'table'>, id: string): Promise<Schedule> {
  const schedule = await findSchedule(table, id);
  if (!schedule) throw new Problem(404, `schedule: there is none with the id "${id}"`);
  return schedule;
}

/** How often a schedule is read again because others change it at the same time. */
const races = 5;

/** Pauses a schedule or lets it go on; one that is so already stays as it is. @throws Problem 404, Contention */
export async function setPaused(outside: Outside, id: string, paused: boolean, now: Date): Promise<Schedule> {
  for (let race = 0; race < races; race += 1) {
    const current = await knownSchedule(outside, id);
    if (current.paused === paused) return current;
    const next = { ...current, paused, version: newVersion(), changedAt: now.toISOString() };
    if (await changeSchedule(outside, current, next, now)) return next;
  }
  throw new Contention(`${id}: the schedule did not rest while it was changed`);
}
