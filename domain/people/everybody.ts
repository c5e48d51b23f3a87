import { audienceShards, knownPeople, personOf, profileKey, segmentMembers } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Profile } from './profile.ts';

interface Page {
  readonly people: readonly Profile[];
  /** Id of the person behind whom the next page begins; null on the last. */
  readonly next: string | null;
}

/** A list of people in 32 partitions: one of them, behind a person if one is named. */
type Listing = (shard: string, behindPerson?: string) => Parameters<Table['query']>[0];

export const everybody: Listing = knownPeople;

/** Those who are in a segment. */
export const membersOf =
  (segment: string): Listing =>
  (shard, behind) =>
    segmentMembers(segment, shard, behind);

/**
 * A page of a list of people, in no order that means anything: partition by partition, each in the order of ids.
 * @param after the `next` of the page before
 */
export async function pageOfPeople(
  table: Pick<Table, 'query' | 'getMany'>,
  listing: Listing,
  limit: number,
  after: string | undefined,
): Promise<Page> {
  const ids: string[] = [];
  const shards = audienceShards.slice(after === undefined ? 0 : audienceShards.indexOf(after.slice(-1)));
  for (const [index, shard] of shards.entries()) {
    const range = listing(shard, index === 0 ? after : undefined);
    for await (const item of table.query<Item>({ ...range, limit: limit + 1 })) {
      ids.push(personOf(item));
      if (ids.length > limit) break;
    }
    if (ids.length > limit) break;
  }
  const page = ids.slice(0, limit);
  const profiles = await table.getMany<Profile>(page.map(profileKey));
  return {
    // Who is being erased or merged in this moment may still be listed.
    people: profiles.filter(
      (profile) => profile !== undefined && profile.mergedInto === undefined,
    ) as Profile[],
    next: ids.length > limit ? (page.at(-1) ?? null) : null,
  };
}
