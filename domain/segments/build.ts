import { segmentsDue } from '../../workflows/events/segments-due.ts';
import type { LineMessage } from '../events/recorded-event.ts';
import type { Line } from '../line/line.ts';
import type { Profile } from '../people/profile.ts';
import {
  knownPeople,
  personOf,
  personSegmentsKey,
  profileKey,
  segmentBuildKey,
  segmentMembers,
} from '../records.ts';
import { type Item, isConditionFailure, type Table } from '../table.ts';
import type { Timetable } from '../timers/timetable.ts';
import type { Catalogue } from './catalogue.ts';
import { letGo } from './let-go.ts';
import { ofNobody, type PersonSegments } from './person-segments.ts';
import { rebuild } from './rebuild.ts';
import type { Segment } from './segment.ts';

/** People who are looked at together: their profiles are one `BatchGetItem`, what is kept of them another. */
const atOnce = 100;

export interface Building {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly timetable: Pick<Timetable, 'order'>;
  readonly catalogue: Catalogue;
  /** The business's zone. */
  readonly timezone: string;
  readonly clock: () => Date;
}

/** How far a build of a segment has come in one partition of the people. */
export interface BuildPlace {
  readonly build: number;
  /** The last person who was looked at; null once everybody was. */
  readonly behind: string | null;
  /** How many were looked at. */
  readonly people: number;
}

/**
 * Goes on through one partition: through everybody for a segment that is built, through its members for one that is let
 * go. Written down every hundred people, so that whoever dies in between is followed by a call that repeats a hundred.
 * @param hasTime whether another hundred may be begun
 */
export async function buildShard(
  building: Building,
  segment: Segment,
  shard: string,
  hasTime: () => boolean,
): Promise<BuildPlace> {
  const { table } = building;
  const stored = await table.get<BuildPlace & Item>(segmentBuildKey(segment.id, shard));
  let place: BuildPlace =
    stored?.build === segment.build ? stored : { build: segment.build, behind: '', people: 0 };
  while (place.behind !== null && hasTime()) {
    const people = await peopleBehind(table, segment, shard, place.behind);
    await buildPeople(building, segment, people);
    place = {
      build: segment.build,
      behind: people.length < atOnce ? null : (people.at(-1) ?? null),
      people: place.people + people.length,
    };
    if (!(await note(table, segment, shard, place))) return { ...place, behind: null };
  }
  return place;
}

/** Writes down how far a build has come. False when a later version is being built. */
async function note(table: Table, { id }: Segment, shard: string, place: BuildPlace): Promise<boolean> {
  try {
    await table.put(
      { ...segmentBuildKey(id, shard), ...place },
      {
        condition: 'attribute_not_exists(pk) OR build <= :build',
        values: { ':build': place.build },
      },
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

async function peopleBehind(
  table: Table,
  { id, status }: Segment,
  shard: string,
  behind: string,
): Promise<readonly string[]> {
  const range = status === 'leaving' ? segmentMembers(id, shard, behind) : knownPeople(shard, behind);
  const people: string[] = [];
  for await (const item of table.query({ ...range, limit: atOnce })) {
    people.push(personOf(item));
    if (people.length === atOnce) break;
  }
  return people;
}

async function buildPeople(
  { table, line, timetable, catalogue, timezone, clock }: Building,
  segment: Segment,
  people: readonly string[],
): Promise<void> {
  const now = clock();
  if (segment.status === 'leaving') {
    await Promise.all(people.map((person) => letGo(table, segment.id, person)));
    return;
  }
  const [profiles, states] = await Promise.all([
    table.getMany<Profile>(people.map(profileKey)),
    table.getMany<PersonSegments & Item>(people.map(personSegmentsKey)),
  ]);
  const asked = {
    segments: new Set([segment.id]),
    kept: catalogue.kept,
    onlyMemory: segment.announces === true,
  };
  const told: LineMessage[] = [];
  const minutes: string[] = [];
  await Promise.all(
    people.map(async (person, index) => {
      const found = { profile: profiles[index], state: states[index] ?? ofNobody };
      const rebuilt = await rebuild({ table, catalogue, timezone }, person, asked, now, found);
      minutes.push(...rebuilt.minutes);
      if (rebuilt.differs && segment.announces) told.push(look(segment, person, now));
    }),
  );
  await timetable.order(minutes, now);
  await line.send(told);
}

/** Has a person's segments asked as an event, which tells of what changes; one message however often it is built. */
const look = ({ id, build }: Segment, person: string, now: Date): LineMessage => ({
  v: 1,
  person,
  key: 'onward',
  messageId: `segment/${id}/${build}/${person}`,
  source: 'onward',
  type: 'track',
  name: segmentsDue.name,
  properties: {},
  timestamp: now.toISOString(),
  receivedAt: now.toISOString(),
  hops: 0,
});
