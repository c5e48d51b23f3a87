import { audienceShards, memberRange } from '../records.ts';
import type { Table } from '../table.ts';
import type { Membership } from './membership.ts';

interface NetworkCounts {
  /** Said to be in by the network. */
  confirmed: number;
  /** Taken by the network, which is at work or does not say. */
  unconfirmed: number;
  /** Not taken, by reason. */
  refused: Record<string, number>;
  /** Still to be taken out. */
  leaving: number;
}

export interface AudienceCounts {
  /** People who belong in it now. */
  wanted: number;
  /** People who are wanted in it and may not be, by reason. */
  withheld: Record<string, number>;
  networks: Record<string, NetworkCounts>;
}

const add = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/**
 * Counts an audience by its memberships themselves, all partitions side by side: exact whatever crashed, and without a
 * counter that every write would have to change. 100,000 people are some 40 MB: $0.0007 of reads, about a second.
 */
export async function countAudience(table: Table, audience: string): Promise<AudienceCounts> {
  const counts: AudienceCounts = { wanted: 0, withheld: {}, networks: {} };
  await Promise.all(
    audienceShards.map(async (shard) => {
      for await (const membership of table.query<Membership>({
        ...memberRange(audience, shard),
        consistent: false,
      }))
        count(counts, membership);
    }),
  );
  return counts;
}

function count(counts: AudienceCounts, { wanted, withheld, networks }: Membership): void {
  if (wanted && withheld) add(counts.withheld, withheld);
  else if (wanted) counts.wanted += 1;
  for (const [network, standing] of Object.entries(networks)) {
    counts.networks[network] ??= { confirmed: 0, unconfirmed: 0, refused: {}, leaving: 0 };
    const here = counts.networks[network];
    const belongs = wanted && !withheld;
    if (standing.state === 'out') continue;
    if (!belongs || !standing.wanted) here.leaving += 1;
    if (standing.state === 'refused') add(here.refused, standing.reason ?? 'unknown');
    else if (belongs && standing.state === 'in' && !standing.unconfirmed) here.confirmed += 1;
    else if (belongs) here.unconfirmed += 1;
  }
}
