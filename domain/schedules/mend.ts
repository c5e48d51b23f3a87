import { begunWorkKey, schedulesOf } from '../records.ts';
import type { Table } from '../table.ts';
import { type BegunWork, settingOf } from './begun-work.ts';
import { setAsKept } from './change.ts';
import type { Clockwork } from './clockwork.ts';
import { firesAfter, lastDue, wasChangedLately } from './missed.ts';
import { isRelative, isTimed, type Relative, type Schedule, type Timed } from './schedule.ts';

/** What looking after schedules touches outside itself. */
export interface Mending {
  readonly table: Pick<Table, 'get' | 'getMany' | 'query'>;
  readonly clockwork: Pick<Clockwork, 'set' | 'unset' | 'isSet' | 'fireLate' | 'setTimers'>;
}

/** What was found wrong with a schedule, and was put right. */
export interface Mended {
  readonly schedule: string;
  readonly mended: 'clock' | 'occurrence' | 'timers';
  /** Of an occurrence: when it was due, ISO 8601. */
  readonly at?: string;
}

/** So far ahead of its moment a clock is set at the least, in milliseconds; what is missed then is fired late. */
const lead = 60_000;

/** Schedules that are looked at side by side. */
const atOnce = 25;

/**
 * Finds schedules whose clock somebody deleted or changed, those whose last occurrence nothing was begun of, and relative
 * ones whose timers were never set: EventBridge Scheduler drops what it could not hand over for a day. A clock is set
 * again, an occurrence fired late if it was due within a day, the last one only. Costs two queries, and a look at the clock
 * of each schedule that is to fire. Safe to repeat: whoever has an occurrence's event already does not get it again.
 * @param hasTime whether more may be begun
 */
export async function* mendSchedules(
  mending: Mending,
  now: Date,
  hasTime: () => boolean,
): AsyncGenerator<Mended, void, undefined> {
  for (const kept of ['relative', 'timed'] as const) {
    let waiting: Schedule[] = [];
    for await (const schedule of mending.table.query<Schedule>(schedulesOf(kept))) {
      if (!hasTime()) return;
      waiting.push(schedule);
      if (waiting.length < atOnce) continue;
      yield* await mendAll(mending, waiting, now);
      waiting = [];
    }
    yield* await mendAll(mending, waiting, now);
  }
}

async function mendAll(
  mending: Mending,
  schedules: readonly Schedule[],
  now: Date,
): Promise<readonly Mended[]> {
  const mended = await Promise.all(
    schedules.map((schedule) => {
      if (isRelative(schedule)) return mendTimers(mending, schedule, now);
      return isTimed(schedule) && !schedule.paused ? mendClock(mending, schedule, now) : [];
    }),
  );
  return mended.flat();
}

async function mendClock(
  { table, clockwork }: Mending,
  schedule: Timed,
  now: Date,
): Promise<readonly Mended[]> {
  const { id } = schedule;
  const mended: Mended[] = [];
  if (firesAfter(schedule, now.getTime() + lead) && !(await clockwork.isSet(schedule))) {
    await setAsKept({ table, clockwork }, id);
    mended.push({ schedule: id, mended: 'clock' });
  }
  const at = lastDue(schedule, now);
  if (at === undefined) return mended;
  const begun = await table.get<BegunWork>(begunWorkKey(id));
  if ((begun?.at ?? '') >= at) return mended;
  await clockwork.fireLate(schedule, at, now);
  return [...mended, { schedule: id, mended: 'occurrence', at }];
}

async function mendTimers(
  { table, clockwork }: Mending,
  schedule: Relative,
  now: Date,
): Promise<readonly Mended[]> {
  if (!wasChangedLately(schedule, now)) return [];
  const begun = await table.get<BegunWork>(begunWorkKey(schedule.id));
  if (begun?.set === settingOf(schedule)) return [];
  await clockwork.setTimers(schedule.id, now);
  return [{ schedule: schedule.id, mended: 'timers' }];
}
