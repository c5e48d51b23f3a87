import type { LineMessage } from '../events/recorded-event.ts';
import { setTimers } from '../timers/set-timers.ts';
import { momentOf, shownAt } from './calendar.ts';
import { zoneOf } from './due.ts';
import type { Timed } from './schedule.ts';
import { type Place, profilesOf, type Walk, walkShard } from './walk.ts';
import { firedAt, timerNameOf } from './wish.ts';

/** One time at which a timed schedule fires. */
export interface Occurrence {
  /** By the schedule's zone, ISO 8601; for one that goes by each person's clock, when the first clock on earth shows it. */
  readonly at: string;
  /** What the person's clock shows then, as 2026-12-01T09:00; for such a schedule only. */
  readonly shown?: string;
}

/** Puts an occurrence on the lines of a shard's people, or sets their timers where each person's clock decides. Safe to repeat. */
export function fireOccurrence(
  walk: Walk,
  schedule: Timed,
  occurrence: Occurrence,
  place: Place,
  hasTime: () => boolean,
): Promise<string | undefined> {
  const { shown } = occurrence;
  const act = (people: readonly string[]) =>
    shown === undefined
      ? putOnLines(walk, schedule, occurrence.at, people)
      : setByClock(walk, schedule, shown, people);
  return walkShard(walk, schedule.who, place, act, hasTime);
}

async function putOnLines(
  { table, line }: Walk,
  schedule: Timed,
  at: string,
  people: readonly string[],
): Promise<void> {
  // Who was erased meanwhile is still listed for a moment, and must not become known again.
  const known = 'person' in schedule.who ? await profilesOf(table, people) : people.map((id) => ({ id }));
  const receivedAt = new Date().toISOString();
  await line.send(
    known.map(
      ({ id: person }): LineMessage => ({
        v: 1,
        person,
        key: 'onward',
        messageId: `schedule/${schedule.id}/${at}/${person}`,
        source: 'onward',
        type: 'track',
        ...firedAt(schedule, at),
        timestamp: at,
        receivedAt,
        hops: 0,
      }),
    ),
  );
}

async function setByClock(
  walk: Walk,
  schedule: Timed,
  shown: string,
  people: readonly string[],
): Promise<void> {
  const now = new Date();
  const settings = (await profilesOf(walk.table, people)).map((person) => {
    const at = new Date(momentOf(shownAt(shown), zoneOf(person, walk.timezone, now))).toISOString();
    const after = {
      person: person.id,
      name: timerNameOf(schedule.id, shown),
      at,
      event: firedAt(schedule, at, { shown }),
    };
    return { before: undefined, after };
  });
  // One that is there was set by this walk's first try.
  await setTimers(walk, settings, now);
}
