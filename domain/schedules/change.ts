import type { Table } from '../table.ts';
import type { Clockwork } from './clockwork.ts';
import { firesAfter } from './missed.ts';
import { isRelative, isTimed, type Schedule } from './schedule.ts';
import { findSchedule, replaceSchedule } from './schedules.ts';

/** What changing a schedule touches outside itself. */
export interface Changing {
  readonly table: Pick<Table, 'getMany' | 'transact'>;
  readonly clockwork: Pick<Clockwork, 'set' | 'setTimers' | 'unset'>;
}

/** What setting a clock touches outside itself. */
interface ClockSetting {
  readonly table: Pick<Table, 'getMany'>;
  readonly clockwork: Pick<Clockwork, 'set' | 'unset'>;
}

/**
 * Puts a schedule in the place of the one that was read, or takes it away, with its clock or its people's timers. The
 * clock goes first, since EventBridge Scheduler alone knows whether it takes an expression; a clock of a revision that
 * was never written fires nothing. Who dies in between leaves what the same change, made again, puts right.
 * @returns whether it was still as read; nothing was changed otherwise
 * @throws InvalidExpression
 */
export async function changeSchedule(
  { table, clockwork }: Changing,
  current: Schedule | undefined,
  next: Schedule | undefined,
  now: Date,
): Promise<boolean> {
  // One that is let go on behind its one time stays silent: of a clock in the past AWS does not document what becomes.
  if (next && isTimed(next) && firesAfter(next, now.getTime())) await clockwork.set(next);
  const either = [current, next].filter((each) => each !== undefined);
  const id = either[0]?.id ?? '';
  if (!(await replaceSchedule(table, current, next))) {
    await setAsKept({ table, clockwork }, id);
    return false;
  }
  if (current && isTimed(current) && !(next && isTimed(next))) await clockwork.unset(id);
  const isSame = current?.revision === next?.revision && current?.paused === next?.paused;
  if (either.some(isRelative) && !isSame) await clockwork.setTimers(id, now);
  return true;
}

/** Sets a schedule's clock as the schedule is by now, or takes it away where that has none. */
export async function setAsKept({ table, clockwork }: ClockSetting, id: string): Promise<void> {
  const kept = await findSchedule(table, id);
  await (kept && isTimed(kept) ? clockwork.set(kept) : clockwork.unset(id));
}
