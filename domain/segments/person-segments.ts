import { partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { timelineOf } from '../people/timeline.ts';
import { personSegmentsKey, profileKey } from '../records.ts';
import type { Item, Table, Write } from '../table.ts';
import type { Leaf } from './language/memory/leaf.ts';
import type { Memory } from './language/memory/recollection.ts';
import { remember } from './language/remember.ts';

/**
 * What is kept of a person for segments, beside the ids on their profile. Whoever writes it adds one to the profile's
 * version in the same transaction, and asks that it is the one that was read.
 */
export interface PersonSegments {
  readonly memory: Memory;
  /** Since when they are in which, ISO 8601. */
  readonly in: Readonly<Record<string, string>>;
  /** No later than the first moment at which time alone may change a membership, ISO 8601. Their timer stands at it. */
  readonly next?: string;
}

export const ofNobody: PersonSegments = { memory: {}, in: {} };

/** A person as two reads found them. */
export interface Found {
  readonly profile: Profile | undefined;
  readonly state: PersonSegments;
}

export async function findPerson(table: Pick<Table, 'get'>, person: string): Promise<Found> {
  const [profile, state] = await Promise.all([
    table.get<Profile>(profileKey(person)),
    readPersonSegments(table, person),
  ]);
  return { profile, state };
}

export const readPersonSegments = async (
  table: Pick<Table, 'get'>,
  person: string,
): Promise<PersonSegments> => (await table.get<PersonSegments & Item>(personSegmentsKey(person))) ?? ofNobody;

/**
 * What is remembered of a person for some leaves: what is kept of everybody as it is, the rest made from the timeline.
 * @param profile whose place tells how far to read; undefined for somebody of whom there is nothing yet
 */
export async function memoryBefore(
  table: Pick<Table, 'query'>,
  profile: Timeline | undefined,
  { memory }: PersonSegments,
  leaves: Iterable<Leaf>,
  kept: ReadonlyMap<string, Leaf>,
): Promise<Memory> {
  const missing = [...leaves].filter(({ hash }) => !kept.has(hash));
  if (missing.length === 0) return memory;
  const made = new Set(missing.map(({ hash }) => hash));
  const standing = Object.entries(memory).filter(([hash]) => !made.has(hash));
  return { ...Object.fromEntries(standing), ...(profile && (await recollect(table, profile, missing))) };
}

/** A person's timeline, those merged into them included, as far as it has come. */
type Timeline = Pick<Profile, 'id' | 'seq' | 'merged'>;

/** What leaves remember of a timeline from its beginning up to and with a place. */
async function recollect(
  table: Pick<Table, 'query'>,
  profile: Timeline,
  leaves: readonly Leaf[],
): Promise<Memory> {
  let memory: Memory = {};
  for await (const event of timelineOf(table, partsOf(profile))) {
    if (event.person === profile.id && event.seq > profile.seq) break;
    memory = remember(memory, leaves, event);
  }
  return memory;
}

/** Lists a person's segments on their profile, if it is still the one that was read. */
export const listSegments = (
  profile: Pick<Profile, 'id' | 'version'>,
  segments: readonly string[],
): Write => ({
  key: profileKey(profile.id),
  update: 'SET #segments = :segments ADD version :one',
  condition: 'version = :version',
  names: { '#segments': 'segments' },
  values: { ':segments': segments, ':one': 1, ':version': profile.version },
});
