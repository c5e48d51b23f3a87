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

/** Somebody who was looked at and would be reached, with what they would get. */
interface Reached {
  readonly profile: Profile;
  readonly arm: string;
}

/** Whom a campaign would reach at this moment. */
export interface Surveyed {
  readonly people: number;
  /** Who are to be written to, enter a journey or are held out, by arm; rounded where not everybody was looked at. */
  readonly arms: Readonly<Record<string, number>>;
  /** Who would be passed over, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** How many were looked at: everybody, or a part from which the rest is estimated. */
  readonly looked: number;
  /** Those of the people looked at who would be reached or held out. */
  readonly reached: readonly Reached[];
  /** For how many people each of them stands. */
  readonly scale: number;
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
): Promise<Surveyed> {
  const shards = (await countPeople(table, says.to)).filter(({ people }) => people > 0);
  const people = shards.reduce((sum, shard) => sum + shard.people, 0);
  const part = Math.min(1, mostLooked / Math.max(1, people));
  const arms = new Map<string, number>();
  const skipped = new Map<string, number>();
  const reached: Reached[] = [];
  let looked = 0;
  const looks = shards.map(async ({ shard, people: here }) => {
    const ids = await first(table, says, shard, Math.ceil(here * part));
    const profiles = await table.getMany<Profile>(ids.map(profileKey), { consistent: false });
    for (const [index, person] of ids.entries()) {
      looked += 1;
      const profile = profiles[index];
      const reason = passedOver(says, profile, templates, now);
      if (reason || !profile) {
        skipped.set(reason ?? 'unknown', (skipped.get(reason ?? 'unknown') ?? 0) + 1);
        continue;
      }
      const arm = assign(id, says, person);
      arms.set(arm, (arms.get(arm) ?? 0) + 1);
      reached.push({ profile, arm });
    }
  });
  await Promise.all(looks);
  const scale = people / Math.max(1, looked);
  return { people, arms: scaled(arms, scale), skipped: scaled(skipped, scale), looked, reached, scale };
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
