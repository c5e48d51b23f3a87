import { begunWorkKey } from '../records.ts';
import { type Item, isConditionFailure, type Table } from '../table.ts';
import type { Work } from './clockwork.ts';
import { isRelative, type Schedule } from './schedule.ts';

/** Which work of a schedule was begun last: by it the hourly look tells what EventBridge Scheduler never started. */
export interface BegunWork extends Item {
  /** Of a timed one: the latest occurrence, ISO 8601 to the second. */
  readonly at?: string;
  /** Of a relative one: as what people's timers were set, see `settingOf`. */
  readonly set?: string;
}

/** What decides about people's timers of a relative schedule. */
export const settingOf = ({ revision, paused }: Pick<Schedule, 'revision' | 'paused'>): string =>
  paused ? `${revision} paused` : revision;

/** Notes that a schedule's work is begun, if it is the schedule's as it is now; an earlier occurrence never takes a later one's place. */
export async function noteBegun(
  table: Pick<Table, 'put'>,
  schedule: Schedule,
  { task, revision, at }: Work,
): Promise<void> {
  const key = begunWorkKey(schedule.id);
  if (task === 'set') {
    if (isRelative(schedule)) await table.put({ ...key, set: settingOf(schedule) });
    return;
  }
  if (at === undefined || revision !== schedule.revision || schedule.paused) return;
  try {
    await table.put(
      { ...key, at },
      {
        condition: 'attribute_not_exists(#at) OR #at < :at',
        names: { '#at': 'at' },
        values: { ':at': at },
      },
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
