import { wilson } from '../campaigns/experiment/wilson.ts';
import type { Profile } from '../people/profile.ts';
import { audienceShards, knownPeople, personOf, personSegmentsKey, profileKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Catalogue } from './catalogue.ts';
import { evaluate } from './language/evaluate.ts';
import { personView } from './language/person-view.ts';
import type { CompiledSegment } from './language/segment.ts';
import { memoryBefore, ofNobody, type PersonSegments } from './person-segments.ts';

/** So many of each partition are looked at in a round, and so many people in all before it is an estimate. */
const atOnce = 16;
const mostAsked = 4_096;

/** People who are shown. */
const shown = 10;

export interface Preview {
  /** How many people would be in it, exactly or about. */
  readonly people: number;
  /** Everybody was asked. Otherwise `people` is an estimate, and lies between `low` and `high` in 19 cases of 20. */
  readonly exact: boolean;
  readonly low: number;
  readonly high: number;
  /** How many people were asked, of how many who are known. */
  readonly asked: number;
  readonly of: number;
  /** Some who would be in it. */
  readonly sample: readonly Profile[];
}

export interface Previewing {
  readonly table: Table;
  readonly catalogue: Catalogue;
  /** The business's zone. */
  readonly timezone: string;
  /** Whether another round may be begun. */
  readonly hasTime: () => boolean;
}

/**
 * Who would be in a segment if it were saved. Everybody is asked while there are some thousand people or fewer; of more,
 * the first of each partition: ids are drawn at random, so these are a random sample.
 */
export async function preview(previewing: Previewing, segment: CompiledSegment, at: Date): Promise<Preview> {
  const { table, hasTime } = previewing;
  const sample: Profile[] = [];
  let [asked, people] = [0, 0];
  let open = audienceShards.map((shard) => ({ shard, behind: '' }));
  while (open.length > 0 && asked < mostAsked && hasTime()) {
    const rounds = await Promise.all(open.map(({ shard, behind }) => peopleBehind(table, shard, behind)));
    const found = await membersAmong(previewing, segment, rounds.flat(), at);
    asked += rounds.flat().length;
    people += found.length;
    sample.push(...found.slice(0, shown - sample.length));
    open = open.flatMap(({ shard }, index) => {
      const behind = rounds[index]?.length === atOnce ? rounds[index].at(-1) : undefined;
      return behind === undefined ? [] : [{ shard, behind }];
    });
  }
  if (open.length === 0) return { people, exact: true, low: people, high: people, asked, of: asked, sample };
  const counts = await Promise.all(audienceShards.map((shard) => table.count(knownPeople(shard))));
  const all = counts.reduce((sum, each) => sum + each, 0);
  const { low, high } = wilson({ count: people, of: asked });
  return {
    people: Math.round((people / Math.max(asked, 1)) * all),
    exact: false,
    low: Math.max(people, Math.floor(low * all)),
    high: Math.ceil(high * all),
    asked,
    of: all,
    sample,
  };
}

async function peopleBehind(table: Table, shard: string, behind: string): Promise<readonly string[]> {
  const people: string[] = [];
  for await (const item of table.query({ ...knownPeople(shard, behind), limit: atOnce, consistent: false })) {
    people.push(personOf(item));
    if (people.length === atOnce) break;
  }
  return people;
}

/** Those of some people who would be in it. What other segments remember of them already need not be made. */
async function membersAmong(
  { table, catalogue, timezone }: Previewing,
  segment: CompiledSegment,
  people: readonly string[],
  at: Date,
): Promise<readonly Profile[]> {
  const reading = { consistent: false };
  const [profiles, states] = await Promise.all([
    table.getMany<Profile>(people.map(profileKey), reading),
    table.getMany<PersonSegments & Item>(people.map(personSegmentsKey), reading),
  ]);
  const asked = await Promise.all(
    profiles.map(async (profile, index) => {
      if (!profile) return undefined;
      const state = states[index] ?? ofNobody;
      const memory = await memoryBefore(table, profile, state, segment.leaves, catalogue.kept);
      const view = personView(profile, new Set(Object.keys(state.in)), timezone, at);
      return evaluate(segment, view, memory, at).in ? profile : undefined;
    }),
  );
  return asked.filter((profile) => profile !== undefined);
}
