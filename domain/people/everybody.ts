import { audienceShards, knownPeople, personOf, profileKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Profile } from './profile.ts';

interface Page {
  readonly people: readonly Profile[];
  /** Id of the person behind whom the next page begins; null on the last. */
  readonly next: string | null;
}

/**
 * A page of everybody who is known, in no order that means anything: partition by partition, each in the order of ids.
 * @param after the `next` of the page before
 */
export async function pageOfEverybody(
  table: Pick<Table, 'query' | 'getMany'>,
  limit: number,
  after: string | undefined,
): Promise<Page> {
  const ids: string[] = [];
  const shards = audienceShards.slice(after === undefined ? 0 : audienceShards.indexOf(after.slice(-1)));
  for (const [index, shard] of shards.entries()) {
    const range = knownPeople(shard, index === 0 ? after : undefined);
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
