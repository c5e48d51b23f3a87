import { randomText } from '../ids.ts';
import { timerHintKey, timerKey } from '../records.ts';
import type { Item, Table, Write } from '../table.ts';
import { minuteFor } from './minute.ts';

/** A moment at which something is put on a person's line. A person has one timer of a name. */
export interface Timer {
  readonly person: string;
  /** Who set it and for what, as `segments` or `schedule:birthday`. */
  readonly name: string;
  /** ISO 8601. It is never put on the line earlier, and usually within the minute that follows. */
  readonly at: string;
  /** What is put on the line. */
  readonly event: {
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
    /** How many journeys' events led to it, 0 unless said. */
    readonly hops?: number;
  };
}

/** A timer as it lies with its person: the truth about it. */
export interface StoredTimer extends Timer, Item {
  /** Another one with each write, by which conditions know it. */
  readonly written: string;
  /** In which minute it is found. That may be an earlier one than its own: it is then looked at, and moved on. */
  readonly minute: string;
  /** The mark of the one hint that counts; others are stale. */
  readonly mark: string;
}

/** Where to look for a timer: it lies with others of its minute, and is ignored if the timer does not know it. */
export interface TimerHint extends Item {
  readonly person: string;
  readonly name: string;
  readonly mark: string;
}

const newMark = (): string => randomText(80);

export const readTimer = (table: Pick<Table, 'get'>, person: string, name: string) =>
  table.get<StoredTimer>(timerKey(person, name));

/** That a timer is as it was read, or that there is none. */
export const asRead = (timer: StoredTimer | undefined) =>
  timer
    ? { condition: 'written = :written', values: { ':written': timer.written } }
    : { condition: 'attribute_not_exists(pk)' };

/** A timer with a new hint, by which it is found in its own minute. */
export function hinted(timer: Timer, now: Date): { readonly timer: StoredTimer; readonly hint: TimerHint } {
  const { person, name, at, event } = timer;
  const minute = minuteFor(at, now);
  const mark = newMark();
  return {
    timer: { ...timerKey(person, name), person, name, at, event, minute, mark, written: mark },
    hint: { ...timerHintKey(minute, person, name, mark), person, name, mark },
  };
}

/** What setting, moving or ending a timer comes to. */
export interface TimerChange {
  /** For a transaction. If a condition fails, the timer was fired or set by another meanwhile: read it again. */
  readonly writes: readonly Write[];
  /** Minutes whose calls must be ordered once the transaction is written, see `Timetable.order`. */
  readonly minutes: readonly string[];
}

/**
 * Sets a timer, moves it or ends it. One that is moved to a later moment keeps its hint: it is looked at in the
 * earlier minute and moved on then, so that a timer which every event pushes back costs one write an event, not two.
 * @param before as it was read with `readTimer`
 * @param after as it shall be; undefined for none
 */
export function timerChange(
  before: StoredTimer | undefined,
  after: Timer | undefined,
  now: Date,
): TimerChange {
  if (!after)
    return {
      writes: before ? [{ delete: timerKey(before.person, before.name), ...asRead(before) }] : [],
      minutes: [],
    };
  if (before && isSame(before, after)) return { writes: [], minutes: [] };
  const { timer, hint } = hinted(after, now);
  if (before && before.minute <= timer.minute) {
    const { minute, mark } = before;
    return { writes: [{ put: { ...timer, minute, mark }, ...asRead(before) }], minutes: [] };
  }
  return { writes: [{ put: timer, ...asRead(before) }, { put: hint }], minutes: [timer.minute] };
}

const isSame = (a: Timer, b: Timer): boolean =>
  a.at === b.at && JSON.stringify(a.event) === JSON.stringify(b.event);
