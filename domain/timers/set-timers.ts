import { isConditionFailure, type Table } from '../table.ts';
import { asRead, hinted, type StoredTimer, type Timer } from './timer.ts';
import type { Timetable } from './timetable.ts';

interface Setting {
  /** As it was read; undefined if there was none. */
  readonly before: StoredTimer | undefined;
  readonly after: Timer;
}

/**
 * Sets many people's timers outside of transactions, at half their price: hints first, then the minutes' calls, then the
 * timers, so that whoever dies in between leaves none that nobody will find, and is repeated by the caller.
 * @returns which were set, in their order; the others were fired or set by another meanwhile
 */
export async function setTimers(
  { table, timetable }: { readonly table: Pick<Table, 'put'>; readonly timetable: Pick<Timetable, 'order'> },
  settings: readonly Setting[],
  now: Date,
): Promise<readonly boolean[]> {
  const made = settings.map(({ before, after }) => ({ before, ...hinted(after, now) }));
  await Promise.all(made.map(({ hint }) => table.put(hint)));
  await timetable.order(
    made.map(({ timer }) => timer.minute),
    new Date(),
  );
  return Promise.all(
    made.map(async ({ timer, before }) => {
      try {
        await table.put(timer, asRead(before));
        return true;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return false;
      }
    }),
  );
}
