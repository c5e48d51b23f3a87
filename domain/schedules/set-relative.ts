import { matches } from '../../workflows/filter.ts';
import { Contention } from '../contention.ts';
import { countedAt } from '../events/happened-at.ts';
import { partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { timelineOf } from '../people/timeline.ts';
import { profileKey, timerKey } from '../records.ts';
import { deleteIf, type Table } from '../table.ts';
import { setTimers } from '../timers/set-timers.ts';
import type { StoredTimer, Timer } from '../timers/timer.ts';
import { nextDue } from './due.ts';
import { isRelative, type Relative, type Schedule } from './schedule.ts';
import { type Place, profilesOf, type Walk, walkShard } from './walk.ts';
import { type Anchor, laterAnchor, timerNameOf, wishedTimer } from './wish.ts';

const day = 86_400_000;

/** What setting people's timers touches outside itself. */
export type Setting = Omit<Walk, 'line'>;

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
  const act = (people: readonly string[]): Promise<void> => setPeople(walk, id, schedule, people);
  return walkShard(walk, { everyone: true }, place, act, hasTime);
}

/** The same for some people. @throws Contention */
export async function setPeople(
  setting: Setting,
  id: string,
  schedule: Schedule | undefined,
  people: readonly string[],
): Promise<void> {
  const relative = schedule && isRelative(schedule) ? schedule : undefined;
  let left = people;
  for (let look = 0; look < looks && left.length > 0; look += 1)
    left = await setOnce(setting, id, relative, left);
  if (left.length > 0)
    throw new Contention(`schedule ${id}: ${left.length} people did not rest while timers were set`);
}

/** Returns those who must be looked at again. */
async function setOnce(
  setting: Setting,
  id: string,
  schedule: Relative | undefined,
  people: readonly string[],
): Promise<readonly string[]> {
  const { table, timezone } = setting;
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
  const wrong = found.filter(({ before, after }) => !stands(before, schedule, after, now));
  const starting = wrong.flatMap(({ before, after }) => (after ? [{ before, after }] : []));
  const set = await setTimers(setting, starting, now);
  const ending = wrong.flatMap(({ before, after }) => (before && !after ? [before] : []));
  const ended = await Promise.all(ending.map((timer) => deleteIf(table, timer, 'written', timer.written)));
  const again = new Set([
    ...starting.filter((_, index) => !set[index]).map(({ after }) => after.person),
    ...ending.filter((_, index) => !ended[index]).map(({ person }) => person),
  ]);
  await dropOfMerged(table, name, profiles, now);
  const since = await table.getMany<Profile>(profiles.map(({ id: person }) => profileKey(person)));
  for (const [index, { id: person, version }] of profiles.entries())
    if (since[index] && since[index].version !== version) again.add(person);
  return [...again];
}

/** Whether a timer is as it should be, or is due already and goes off first: what it fires sets the next. */
function stands(
  before: StoredTimer | undefined,
  schedule: Relative | undefined,
  after: Timer | undefined,
  now: Date,
): boolean {
  if (!before) return after === undefined;
  if (!schedule || schedule.paused || before.event.properties.revision !== schedule.revision) return false;
  return before.at === after?.at || isDue(before, now);
}

const isDue = ({ at }: Timer, now: Date): boolean => Date.parse(at) <= now.getTime();

/** Takes away what is left with those who were merged into some people: the people's own timers count. */
async function dropOfMerged(
  table: Table,
  name: string,
  profiles: readonly Profile[],
  now: Date,
): Promise<void> {
  const keys = profiles.flatMap(({ merged = [] }) => merged.map((part) => timerKey(part, name)));
  const left = await table.getMany<StoredTimer>(keys);
  await Promise.all(
    left.map((timer) => timer && !isDue(timer, now) && deleteIf(table, timer, 'written', timer.written)),
  );
}

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
  const timeline = timelineOf(table, partsOf(person), { backwards: true, limit: 50 });
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
