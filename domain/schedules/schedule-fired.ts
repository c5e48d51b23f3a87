import type { Rule, Ruling, Situation } from '../events/ruling.ts';
import { partsOf } from '../people/lineage.ts';
import { firedKey, segmentMemberKey, timerKey } from '../records.ts';
import type { StoredTimer } from '../timers/timer.ts';
import { nextDue, zoneOf } from './due.ts';
import { isRelative, type Relative, type Schedule } from './schedule.ts';
import { findSchedule } from './schedules.ts';
import { anchorOf, timerNameOf } from './wish.ts';

/**
 * Rules on `Schedule Fired`: whether the schedule is still what it was when the moment was fixed, the person still one
 * whom it is for, and the moment still theirs. It tells the schedule's data as it is now.
 * @param timezone the business's, for people of whose own nothing is known
 */
export const scheduleFiredRule =
  (timezone: string): Rule =>
  async (situation) => {
    const { table, event } = situation;
    const schedule = await findSchedule(table, String(event.properties.schedule));
    if (!schedule) return { refused: 'schedule-deleted' };
    if (schedule.revision !== event.properties.revision) return { refused: 'schedule-changed' };
    if (schedule.paused) return { refused: 'schedule-paused' };
    const { who, data } = schedule;
    if ('segment' in who && !(await table.get(segmentMemberKey(who.segment, event.person))))
      return { refused: 'not-in-segment' };
    if (isRelative(schedule) && !(await isTheirs(schedule, situation, timezone)))
      return { refused: 'moment-moved' };
    return { ...(await onceOf(schedule, situation)), ...(data && { adds: { data } }) };
  };

/** Whether the profile and the events still say this moment; people who became one have the timers of both. */
async function isTheirs(
  schedule: Relative,
  { table, event, profile }: Situation,
  timezone: string,
): Promise<boolean> {
  const at = Date.parse(String(event.properties.at));
  const since = event.properties.since === undefined ? undefined : String(event.properties.since);
  const zone = zoneOf(profile, timezone, new Date(event.at));
  if (nextDue(schedule, profile, zone, since, at - 1) !== at) return false;
  if (since === undefined) return true;
  const keys = partsOf(profile).map((part) => timerKey(part, timerNameOf(schedule.id)));
  const timers = await table.getMany<StoredTimer>(keys);
  return !timers.some((timer) => (anchorOf(timer)?.at ?? '') > since);
}

/** What came for both of two people who are one counts once: the second finds the first's mark. */
async function onceOf({ id }: Schedule, { table, event, profile }: Situation): Promise<Ruling> {
  if (!profile.merged?.length) return {};
  const { at, shown } = event.properties;
  const mark = firedKey(profile.id, id, String(shown ?? at));
  if (await table.get(mark)) return { refused: 'fired-already' };
  return { writes: [{ put: { ...mark }, condition: 'attribute_not_exists(pk)' }] };
}
