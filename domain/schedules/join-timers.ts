import { timerKey, timersOf } from '../records.ts';
import type { Item } from '../table.ts';
import type { Timer } from '../timers/timer.ts';
import { findSchedule } from './schedules.ts';
import { type Setting, setPeople } from './set-relative.ts';
import { relativeOfTimer } from './wish.ts';

/**
 * Gives somebody into whom another was merged the timers that both timelines come to, and takes the other's away: those of
 * relative schedules are set anew, since the later event counts and the clock may be another. Of the rest those go that
 * the one has too; the others go off, and what they put on the other's line comes to the one. Repeatable.
 */
export async function joinTimers(setting: Setting, loser: string, winner: string): Promise<void> {
  const { table } = setting;
  for await (const { name } of table.query<Item & Timer>(timersOf(loser))) {
    const relative = relativeOfTimer(name);
    if (relative !== undefined)
      await setPeople(setting, relative, await findSchedule(table, relative), [winner]);
    else if (await table.get(timerKey(winner, name))) await table.delete(timerKey(loser, name));
  }
}
