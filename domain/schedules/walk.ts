import type { Line } from '../line/line.ts';
import type { Profile } from '../people/profile.ts';
import { knownPeople, personOf, profileKey, segmentMembers } from '../records.ts';
import type { Table } from '../table.ts';
import type { Timetable } from '../timers/timetable.ts';
import type { Schedule } from './schedule.ts';

/** What going through people touches outside itself. */
export interface Walk {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly timetable: Pick<Timetable, 'order'>;
  /** The business's zone, for people of whose own nothing is known. */
  readonly timezone: string;
}

/** A place in a shard. */
export interface Place {
  readonly shard: string;
  /** The person behind whom to go on; absent at the shard's beginning. */
  readonly behind?: string | undefined;
}

/** People who are looked at together: their profiles are one `BatchGetItem`. */
const atOnce = 100;

/**
 * Goes through those of a shard whom a schedule is for, a hundred at a time.
 * @param act what is done for some people; may be done again
 * @param hasTime whether another hundred may be begun
 * @returns behind whom to go on; undefined when the shard is done
 */
export async function walkShard(
  { table }: Pick<Walk, 'table'>,
  who: Schedule['who'],
  { shard, behind }: Place,
  act: (people: readonly string[]) => Promise<void>,
  hasTime: () => boolean,
): Promise<string | undefined> {
  if ('person' in who) {
    await act([who.person]);
    return undefined;
  }
  const range = 'segment' in who ? segmentMembers(who.segment, shard, behind) : knownPeople(shard, behind);
  let people: string[] = [];
  for await (const item of table.query({ ...range, consistent: false })) {
    people.push(personOf(item));
    if (people.length < atOnce) continue;
    await act(people);
    if (!hasTime()) return people.at(-1);
    people = [];
  }
  if (people.length > 0) await act(people);
  return undefined;
}

/** The profiles of those of some people who are still known. */
export async function profilesOf(table: Table, people: readonly string[]): Promise<readonly Profile[]> {
  const found = await table.getMany<Profile>(people.map(profileKey));
  return found.filter((profile) => profile !== undefined);
}
