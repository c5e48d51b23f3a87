import type { LineMessage } from '../events/recorded-event.ts';
import type { Line } from '../line/line.ts';
import { timerKey } from '../records.ts';
import { deleteIf, type Table } from '../table.ts';
import { setTimers } from './set-timers.ts';
import type { StoredTimer, Timer, TimerHint } from './timer.ts';
import type { Timetable } from './timetable.ts';

/** What firing touches outside itself. */
export interface Firing {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly timetable: Pick<Timetable, 'order'>;
}

/** What became of a minute's hints. */
export interface Fired {
  fired: number;
  /** Timers that are due later, and have a hint there now. */
  moved: number;
  stale: number;
}

interface Found {
  readonly hint: TimerHint;
  readonly timer: StoredTimer;
}

/**
 * Does what some hints ask for, and takes away those that are done with. A timer that was set anew meanwhile keeps its
 * hint, which the next look finds.
 */
export async function fireHints(
  { table, line, timetable }: Firing,
  hints: readonly TimerHint[],
  now: Date,
  fired: Fired,
): Promise<void> {
  const timers = await timersOf(table, hints);
  const stale: TimerHint[] = [];
  const due: Found[] = [];
  const later: Found[] = [];
  for (const hint of hints) {
    const timer = timers.get(nameOf(hint));
    if (timer?.mark !== hint.mark) stale.push(hint);
    else (Date.parse(timer.at) > now.getTime() ? later : due).push({ hint, timer });
  }
  await line.send(due.map(({ timer }) => messageOf(timer, now)));
  const ended = await Promise.all(
    due.map(async (found) => ((await end(table, found.timer)) ? [found.hint] : [])),
  );
  const moved = await moveOn({ table, timetable }, later, now);
  const done = [...stale, ...ended.flat(), ...moved];
  await Promise.all(done.map((hint) => table.delete(hint)));
  fired.fired += due.length;
  fired.moved += moved.length;
  fired.stale += stale.length;
}

const nameOf = ({ person, name }: Pick<Timer, 'person' | 'name'>): string => `${person}#${name}`;

/** Several hints may ask for one timer. */
async function timersOf(
  table: Table,
  hints: readonly TimerHint[],
): Promise<ReadonlyMap<string, StoredTimer>> {
  const asked = new Map(hints.map((hint) => [nameOf(hint), timerKey(hint.person, hint.name)]));
  const found = await table.getMany<StoredTimer>([...asked.values()]);
  return new Map(found.flatMap((timer) => (timer ? [[nameOf(timer), timer]] : [])));
}

const end = (table: Table, timer: StoredTimer): Promise<boolean> =>
  deleteIf(table, timer, 'written', timer.written);

/** Gives timers that are due later a hint in their own minute, and returns the hints that no longer count. */
async function moveOn(
  { table, timetable }: Pick<Firing, 'table' | 'timetable'>,
  later: readonly Found[],
  now: Date,
): Promise<readonly TimerHint[]> {
  const moved = await setTimers(
    { table, timetable },
    later.map(({ timer }) => ({ before: timer, after: timer })),
    now,
  );
  return later.filter((_, index) => moved[index]).map(({ hint }) => hint);
}

/** As it goes on the person's line. */
const messageOf = ({ person, name, at, event }: Timer, now: Date): LineMessage => ({
  v: 1,
  person,
  key: 'onward',
  messageId: `timer/${person}/${name}/${at}`,
  source: 'onward',
  type: 'track',
  name: event.name,
  properties: event.properties,
  timestamp: at,
  receivedAt: now.toISOString(),
  hops: event.hops ?? 0,
});
