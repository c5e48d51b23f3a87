import { profileKey } from '../records.ts';
import type { Table } from '../table.ts';
import type { Profile } from './profile.ts';

/** Where a timeline goes on after its person was merged into another: with whom, and behind which place there. */
export interface Continuation {
  readonly person: string;
  readonly after: number;
}

interface Lineage {
  /** Of the person who somebody is now; undefined for nobody, or who was erased. */
  readonly profile: Profile | undefined;
  /** The continuations of the first one's timeline, in their order; none for who was never merged. */
  readonly joined: readonly Continuation[];
}

/** Follows a person through the merges in which they became another. A read for who was not merged, one more for each merge. */
export async function lineageOf(table: Pick<Table, 'get'>, person: string): Promise<Lineage> {
  const joined: Continuation[] = [];
  let profile = await table.get<Profile>(profileKey(person));
  while (profile?.mergedInto !== undefined) {
    joined.push({ person: profile.mergedInto, after: profile.seq - 1 });
    profile = await table.get<Profile>(profileKey(profile.mergedInto));
  }
  return { profile, joined };
}

/** The profile of whom somebody is now: their own, or the one of the person they were merged into. */
export async function currentProfile(
  table: Pick<Table, 'get'>,
  person: string,
): Promise<Profile | undefined> {
  return (await lineageOf(table, person)).profile;
}

/** The people whose partitions hold what is a person's: the person, and all who were merged into them. */
export const partsOf = ({ id, merged = [] }: Pick<Profile, 'id' | 'merged'>): readonly string[] => [
  id,
  ...merged,
];

/** The same for somebody of whom no more than an id is known. */
export async function partsOfPerson(table: Pick<Table, 'get'>, person: string): Promise<readonly string[]> {
  const profile = await currentProfile(table, person);
  return profile ? partsOf(profile) : [person];
}
