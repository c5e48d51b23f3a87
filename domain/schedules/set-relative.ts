import { matches } from '../../workflows/filter.ts';
import { Contention } from '../contention.ts';
import { countedAt } from '../events/happened-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { eventsAfter, profileKey, timerKey } from '../records.ts';
import { deleteIf, type Item, type Table } from '../table.ts';
import { setTimers } from '../timers/set-timers.ts';
import type { StoredTimer, Timer } from '../timers/timer.ts';
import { nextDue } from './due.ts';
import { isRelative, type Relative, type Schedule } from './schedule.ts';
import { type Place, profilesOf, type Walk, walkShard } from './walk.ts';
import { type Anchor, laterAnchor, timerNameOf, wishedTimer } from './wish.ts';

const day = 86_400_000;

/** How often a person's timer is looked at again because events changed the person meanwhile. */
const looks = 5;

/**
 * Gives a shard's people the timers that they should have of a schedule: when it is new or changed those who were known
 * before, when it is paused or deleted none. Events that are recorded meanwhile do the same for their own person; who was
 * changed by one while this looked is looked at again. Safe to repeat.
 * @param schedule as it is; undefined if it was deleted, or is no relative one any more
 */
export function setRelative(
  walk: Walk,
  id: string,
  schedule: Schedule | undefined,
  place: Place,
  hasTime: () => boolean,
): Promise<string | undefined> {
  const relative = schedule && isRelative(schedule) ? schedule : undefined;
  const act = async (people: readonly string[]): Promise<void> => {
    let left = people;
    for (let look = 0; look < looks && left.length > 0; look += 1)
      left = await setOnce(walk, id, relative, left);
    if (left.length > 0)
      throw new Contention(`schedule ${id}: ${left.length} people did not rest while timers were set`);
  };
  return walkShard(walk, { everyone: true }, place, act, hasTime);
}

/** Returns those who must be looked at again. */
async function setOnce(
  walk: Walk,
  id: string,
  schedule: Relative | undefined,
  people: readonly string[],
): Promise<readonly string[]> {
  const { table, timezone } = walk;
  const now = new Date();
  const name = timerNameOf(id);
  const profiles = await profilesOf(table, people);
  const timers = await table.getMany<StoredTimer>(profiles.map((person) => timerKey(person.id, name)));
  const found = await Promise.all(
    profiles.map(async (person, index) => {
      const before = timers[index];
      const anchor = schedule && (await lastAnchor(table, schedule, person, now));
      return { before, after: schedule && wishedTimer(schedule, person, anchor, timezone, now), person };
    }),
  );
  const setting = found.flatMap(({ before, after }) =>
    after && !isSet(before, after) ? [{ before, after }] : [],
  );
  const set = await setTimers(walk, setting, now);
  const ending = found.flatMap(({ before, after }) => (before && !after ? [before] : []));
  const ended = await Promise.all(ending.map((timer) => deleteIf(table, timer, 'written', timer.written)));
  const again = new Set([
    ...setting.filter((_, index) => !set[index]).map(({ after }) => after.person),
    ...ending.filter((_, index) => !ended[index]).map(({ person }) => person),
  ]);
  const since = await table.getMany<Profile>(profiles.map(({ id: person }) => profileKey(person)));
  for (const [index, { id: person, version }] of profiles.entries())
    if (since[index] && since[index].version !== version) again.add(person);
  return [...again];
}

const isSet = (before: StoredTimer | undefined, after: Timer): boolean =>
  before?.at === after.at && before.event.properties.revision === after.event.properties.revision;

/** The last event that a schedule counts from, if its moment may still be ahead: the timeline is read back no further. */
async function lastAnchor(
  table: Table,
  schedule: Relative,
  person: Profile,
  now: Date,
): Promise<Anchor | undefined> {
  const { when } = schedule;
  if (when.kind !== 'event') return undefined;
  const { event, where } = when;
  const filter = { event, ...(where && { where }) };
  const timeline = table.query<RecordedEvent & Item>({
    ...eventsAfter(person.id, 0),
    backwards: true,
    limit: 50,
  });
  let last: Anchor | undefined;
  for await (const recorded of timeline) {
    if (!recorded.refused && matches(filter, recorded)) {
      last = laterAnchor(last, { at: countedAt(recorded), hops: recorded.hops });
      // What was recorded before one of the present happened before it.
      if (!recorded.historical) return last;
    }
    // No clock is more than a day from UTC's: what counts from here on is over.
    if (nextDue(schedule, person, 'UTC', recorded.at, now.getTime() - 2 * day) === undefined) return last;
  }
  return last;
}
