import type { Template } from '../../workflows/templates/define-template.ts';
import type { Profile } from '../people/profile.ts';
import { personOf, profileKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { assign } from './assign.ts';
import { countPeople, peopleOf } from './audience.ts';
import type { CampaignDocument } from './campaign.ts';
import { passedOver } from './may-reach.ts';

/** So many people at most are looked at, as many of each shard: all of a small audience. */
const mostLooked = 1_600;

/** Whom a campaign would reach at this moment. */
export interface Survey {
  readonly people: number;
  /** Who are to be written to, enter a journey or are held out, by arm; rounded where not everybody was looked at. */
  readonly arms: Readonly<Record<string, number>>;
  /** Who would be passed over, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** How many were looked at: everybody, or a part from which the rest is estimated. */
  readonly looked: number;
  /** Somebody who would be reached. */
  readonly somebody: Profile | undefined;
}

const scaled = (counts: ReadonlyMap<string, number>, by: number): Record<string, number> =>
  Object.fromEntries([...counts].map(([name, count]) => [name, Math.round(count * by)]));

/**
 * Looks at a campaign's audience: counts it, and asks of some people whether they would be reached. Ids are random, so the
 * first of each shard are as good as any.
 */
export async function survey(
  table: Pick<Table, 'count' | 'query' | 'getMany'>,
  id: string,
  says: CampaignDocument,
  templates: readonly Template[],
  now: Date,
): Promise<Survey> {
  const shards = (await countPeople(table, says.to)).filter(({ people }) => people > 0);
  const people = shards.reduce((sum, shard) => sum + shard.people, 0);
  const part = Math.min(1, mostLooked / Math.max(1, people));
  const arms = new Map<string, number>();
  const skipped = new Map<string, number>();
  let somebody: Profile | undefined;
  let looked = 0;
  const looks = shards.map(async ({ shard, people: here }) => {
    const ids = await first(table, says, shard, Math.ceil(here * part));
    const profiles = await table.getMany<Profile>(ids.map(profileKey), { consistent: false });
    for (const [index, person] of ids.entries()) {
      looked += 1;
      const profile = profiles[index];
      const reason = passedOver(says, profile, templates, now);
      if (!reason) somebody ??= profile;
      const [counts, name] = reason ? [skipped, reason] : [arms, assign(id, says, person)];
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  });
  await Promise.all(looks);
  const by = people / Math.max(1, looked);
  return { people, arms: scaled(arms, by), skipped: scaled(skipped, by), looked, somebody };
}

async function first(
  table: Pick<Table, 'query'>,
  { to }: CampaignDocument,
  shard: string,
  count: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const range = { ...peopleOf(to, shard), consistent: false, limit: Math.min(count, 1000) };
  for await (const item of table.query<Item>(range)) {
    ids.push(personOf(item));
    if (ids.length === count) break;
  }
  return ids;
}
