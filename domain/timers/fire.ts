import { timerHints, timerMinuteKey, timerShards } from '../records.ts';
import { deleteIf, type Item } from '../table.ts';
import { type Fired, type Firing, fireHints } from './fire-hints.ts';
import type { TimerHint } from './timer.ts';

/** Hints that are looked at together: their timers are one `BatchGetItem`. */
const atOnce = 100;

/**
 * Puts on the line what is due of a minute's timers. Whoever dies in between is called again: a message has its id from
 * person, name and moment, so it is recorded once, and its hint goes last.
 * @param hasTime whether another hundred may be begun; what is left then is fired by a call a minute later
 */
export async function fireMinute(firing: Firing, minute: string, hasTime: () => boolean): Promise<Fired> {
  const { table, timetable } = firing;
  const fired: Fired = { fired: 0, moved: 0, stale: 0 };
  const open = await table.get<Item & { readonly mark: string }>(timerMinuteKey(minute));
  const emptied = await Promise.all(
    timerShards.map((shard) => fireShard(firing, minute, shard, hasTime, fired)),
  );
  if (emptied.includes(false)) await timetable.order([minute], new Date());
  // Who orders the minute anew while this looks leaves another mark.
  else if (open) await deleteIf(table, open, 'mark', open.mark);
  return fired;
}

/** Whether nothing is left of it. */
async function fireShard(
  firing: Firing,
  minute: string,
  shard: number,
  hasTime: () => boolean,
  fired: Fired,
): Promise<boolean> {
  for (;;) {
    const hints: TimerHint[] = [];
    for await (const hint of firing.table.query<TimerHint>({ ...timerHints(minute, shard), limit: atOnce })) {
      hints.push(hint);
      if (hints.length === atOnce) break;
    }
    if (hints.length === 0) return true;
    if (!hasTime()) return false;
    await fireHints(firing, hints, new Date(), fired);
  }
}
