import { audienceShards, knownPeople, listedPeople, segmentMembers } from '../records.ts';
import type { Table } from '../table.ts';
import type { Audience } from './campaign.ts';

/** One partition's people of an audience in the order of their ids, behind a person if one is named. */
export function peopleOf(audience: Audience, shard: string, behind = '') {
  if (audience === 'everyone') return knownPeople(shard, behind);
  return 'list' in audience
    ? listedPeople(audience.list, shard, behind)
    : segmentMembers(audience.segment, shard, behind);
}

/**
 * How many people an audience has in each of its partitions, all side by side: exact, and without a counter. 100,000
 * people are some 10 MB of keys: $0.0002 of reads, less than a second.
 */
export async function countPeople(
  table: Pick<Table, 'count'>,
  audience: Audience,
  behind: (shard: string) => string | undefined = () => undefined,
): Promise<readonly { readonly shard: string; readonly people: number }[]> {
  return Promise.all(
    audienceShards.map(async (shard) => ({
      shard,
      people: await table.count(peopleOf(audience, shard, behind(shard))),
    })),
  );
}
