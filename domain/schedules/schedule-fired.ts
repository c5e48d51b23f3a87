import type { Rule } from '../events/ruling.ts';
import { segmentMemberKey } from '../records.ts';
import { findSchedule } from './schedules.ts';

/**
 * Rules on `Schedule Fired`: whether the schedule is still what it was when the moment was fixed, and the person still
 * one whom it is for. It tells the schedule's data as it is now.
 */
export const scheduleFiredRule: Rule = async ({ table, event }) => {
  const { schedule: id, revision } = event.properties;
  const schedule = await findSchedule(table, String(id));
  if (!schedule) return { refused: 'schedule-deleted' };
  if (schedule.revision !== revision) return { refused: 'schedule-changed' };
  if (schedule.paused) return { refused: 'schedule-paused' };
  const { who, data } = schedule;
  if ('segment' in who && !(await table.get(segmentMemberKey(who.segment, event.person))))
    return { refused: 'not-in-segment' };
  return { adds: { ...(data && { data }) } };
};
