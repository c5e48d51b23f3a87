import { Contention } from '../contention.ts';
import type { Profile } from '../people/profile.ts';
import { failedConditions, type Table } from '../table.ts';
import { type Assessment, assess, withReaders } from './assess.ts';
import { type Catalogue, leavesOf } from './catalogue.ts';
import { keeping } from './keeping.ts';
import type { Leaf } from './language/memory/leaf.ts';
import {
  type Found,
  findPerson,
  listSegments,
  memoryBefore,
  type PersonSegments,
} from './person-segments.ts';

/** How often a person may do something while they are looked at. */
const races = 10;

export interface Rebuilding {
  readonly table: Table;
  readonly catalogue: Catalogue;
  /** The business's zone. */
  readonly timezone: string;
}

export interface Asked {
  /** Ids of the segments that are asked; those that read them are as well. */
  readonly segments: ReadonlySet<string>;
  /** What is remembered already of everybody, by hash; anything else is read from the timeline. */
  readonly kept: ReadonlyMap<string, Leaf>;
  /** Leave memberships as they are, and say whether they would change. */
  readonly onlyMemory?: boolean;
}

export interface Rebuilt {
  /** Whether memberships changed, or would. */
  readonly differs: boolean;
  /** Minutes whose calls must be ordered now, see `Timetable.order`. */
  readonly minutes: readonly string[];
}

/**
 * Makes what is kept of a person for some segments what their timeline says, without a word on it. Safe to repeat, and
 * safe beside events: it is written only over the very profile that was read. Who is as they should be costs no write.
 * @param found if it was read just now
 * @throws Contention
 */
export async function rebuild(
  rebuilding: Rebuilding,
  person: string,
  asked: Asked,
  at: Date,
  found?: Found,
): Promise<Rebuilt> {
  const minutes: string[] = [];
  let differs = false;
  let known = found;
  for (let race = 0; race < races; race += 1) {
    const { profile, state } = known ?? (await findPerson(rebuilding.table, person));
    known = undefined;
    if (!profile || profile.mergedInto !== undefined) return { differs, minutes };
    const change = await tryRebuild(rebuilding, profile, state, asked, at);
    if (!change) continue;
    minutes.push(...change.minutes);
    differs ||= change.differs;
    if (!change.isCut || asked.onlyMemory) return { differs, minutes };
    race = 0;
  }
  throw new Contention(`${person}: the profile did not rest while segments were built`);
}

async function tryRebuild(
  { table, catalogue, timezone }: Rebuilding,
  profile: Profile,
  state: PersonSegments,
  { segments: asked, kept, onlyMemory }: Asked,
  at: Date,
): Promise<(Rebuilt & Pick<Assessment, 'isCut'>) | undefined> {
  const { segments } = catalogue;
  const concerned = withReaders(segments, asked);
  const leaves = [...leavesOf(segments.filter(({ id }) => concerned.has(id))).values()];
  const memory = await memoryBefore(table, profile, state, leaves, kept);
  const members = new Set(Object.keys(state.in));
  const found = assess(segments, asked, { profile, memory, members, at, timezone });
  const differs = found.entered.length + found.left.length > 0;
  const assessment: Assessment = onlyMemory && differs ? { ...found, members } : found;
  const isWhole = segments.every(({ id }) => asked.has(id));
  const change = await keeping(table, catalogue, profile.id, state, { memory, assessment, isWhole }, at);
  if (change.writes.length > 0) {
    try {
      await table.transact([listSegments(profile, change.segments), ...change.writes]);
    } catch (error) {
      if (!failedConditions(error)) throw error;
      return undefined;
    }
  }
  return { differs, minutes: change.minutes, isCut: found.isCut };
}
