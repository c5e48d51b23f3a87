import { noteBegun } from '../../domain/schedules/begun-work.ts';
import { shownIn } from '../../domain/schedules/calendar.ts';
import type { Work } from '../../domain/schedules/clockwork.ts';
import { fireOccurrence, type Occurrence } from '../../domain/schedules/fire-occurrence.ts';
import { isTimed, type Schedule, shardsOf, type Timed } from '../../domain/schedules/schedule.ts';
import { findSchedule } from '../../domain/schedules/schedules.ts';
import { setRelative } from '../../domain/schedules/set-relative.ts';
import type { Place, Walk } from '../../domain/schedules/walk.ts';
import { firstZone } from '../../domain/timing/first-zone.ts';
import type { Log } from '../shared/log.ts';

/** How long this invocation may still run, as of the Lambda context. */
interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** One step of the state machine's way through a shard. */
export interface Slice extends Place {
  readonly work: Work;
}

/** Whether the shard is done, and else behind whom to go on. */
export type Progress = { readonly done: true } | { readonly done: false; readonly behind: string };

/** With less time than this left, in milliseconds, nothing more is begun; a hundred people take about a second. */
const margin = 60_000;

/** Goes on through a shard for as long as there is time, and says where it came to. */
export const runSchedule =
  (walk: Walk, log: Log) =>
  async ({ work, ...place }: Slice, remaining: Remaining): Promise<Progress> => {
    const hasTime = () => remaining.getRemainingTimeInMillis() > margin;
    const { schedule: id, task, revision, at } = work;
    const schedule = await findSchedule(walk.table, id);
    if (schedule && isFirst(schedule, place)) await noteBegun(walk.table, schedule, work);
    if (task === 'set') return progress(await setRelative(walk, id, schedule, place, hasTime));
    if (!schedule || !isTimed(schedule) || schedule.paused || schedule.revision !== revision || !at) {
      log.info('not fired: it was changed, paused or deleted', { schedule: id, at });
      return { done: true };
    }
    return progress(await fireOccurrence(walk, schedule, occurrenceAt(schedule, at), place, hasTime));
  };

/** Whether a slice is the first of all of a schedule's work. */
const isFirst = (schedule: Schedule, { shard, behind }: Place): boolean =>
  behind === undefined && shard === shardsOf(schedule)[0];

const progress = (behind: string | undefined): Progress =>
  behind === undefined ? { done: true } : { done: false, behind };

const occurrenceAt = ({ when }: Timed, at: string): Occurrence => ({
  at,
  ...(when.zone === 'person' && { shown: new Date(shownIn(at, firstZone)).toISOString().slice(0, 16) }),
});
