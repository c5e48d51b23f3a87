import type { Profile } from '../people/profile.ts';
import { audienceShards, knownPeople, personOf, wholePartition } from '../records.ts';
import type { Item, Key, Table } from '../table.ts';
import { countsIn } from './cells-read.ts';
import { addressOf, type Counts, erasedPrefix, type Fact, total } from './facts.ts';
import { recountPerson } from './recount-person.ts';

/** A counter that does not say what there is. */
interface Difference {
  /** The partition and the sort key of its cell. */
  readonly partition: string;
  readonly cell: string;
  readonly counter: string;
  /** As it was added up while things happened, without what erased people did. */
  readonly counted: number;
  /** What all that there is comes to. */
  readonly recounted: number;
}

/** What a recount found. */
export interface Recount {
  readonly people: number;
  /** Counters that were held against what there is. */
  readonly counters: number;
  readonly differences: number;
  /** The first hundred. */
  readonly examples: readonly Difference[];
}

const mostExamples = 100;

/** Adds up facts by cell as they come: what is kept in mind are the cells, however many people there are. */
class Sums {
  readonly #cells = new Map<string, { readonly cell: Key; counts: Counts }>();

  add(facts: readonly Fact[]): void {
    for (const { cell, counts } of facts) {
      const known = this.#cells.get(addressOf(cell));
      if (known) known.counts = total([known.counts, counts]);
      else this.#cells.set(addressOf(cell), { cell, counts: total([counts]) });
    }
  }

  partitions(): ReadonlyMap<string, readonly { readonly cell: Key; readonly counts: Counts }[]> {
    return Map.groupBy(this.#cells.values(), ({ cell }) => cell.pk);
  }
}

/** People's partitions that are read side by side. */
const abreast = 16;

/** The whole partitions of a person and of those who were merged into them: what these did is counted where it lies. */
async function partsRead(
  table: Pick<Table, 'query'>,
  person: string,
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const read = (part: string) =>
    Array.fromAsync(table.query<Item>({ ...wholePartition(part), consistent: false }));
  const own = await read(person);
  const profile = own.find(({ sk }) => sk === 'PROFILE') as Profile | undefined;
  const parts = new Map([[person, own]]);
  for (const part of profile?.merged ?? []) parts.set(part, await read(part));
  return parts;
}

async function countEverybody(table: Pick<Table, 'query'>, zone: string, sums: Sums): Promise<number> {
  let people = 0;
  const shards = [...audienceShards];
  const lane = async (): Promise<void> => {
    for (let shard = shards.pop(); shard !== undefined; shard = shards.pop())
      for await (const known of table.query<Item>(knownPeople(shard))) {
        sums.add(recountPerson(await partsRead(table, personOf(known)), zone));
        people += 1;
      }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  return people;
}

/** Where a cell's counters are not what there is. */
function differencesIn({ pk, sk }: Key, kept: Counts, recounted: Counts): readonly Difference[] {
  const names = new Set([...Object.keys(kept), ...Object.keys(recounted)]);
  return [...names]
    .filter((name) => !name.startsWith(erasedPrefix))
    .map((counter) => ({
      partition: pk,
      cell: sk,
      counter,
      counted: (kept[counter] ?? 0) - (kept[`${erasedPrefix}${counter}`] ?? 0),
      recounted: recounted[counter] ?? 0,
    }))
    .filter((each) => each.counted !== each.recounted);
}

/**
 * Counts everything anew and holds it against the counters, in every partition of cells in which there is something to
 * count. What happens meanwhile, and what the stream has not brought yet, shows as a difference.
 */
export async function recount(table: Pick<Table, 'query'>, zone: string): Promise<Recount> {
  const sums = new Sums();
  const people = await countEverybody(table, zone, sums);
  const examples: Difference[] = [];
  let [counters, differences] = [0, 0];
  for (const [pk, recounted] of sums.partitions()) {
    const cells = new Map(recounted.map(({ cell, counts }) => [cell.sk, { cell, counts }]));
    const compare = (cell: Key, kept: Counts): void => {
      const found = differencesIn(cell, kept, cells.get(cell.sk)?.counts ?? {});
      counters += Object.keys(kept).length;
      differences += found.length;
      examples.push(...found.slice(0, mostExamples - examples.length));
      cells.delete(cell.sk);
    };
    for await (const item of table.query<Item>({ pk, from: '!', to: '~' })) compare(item, countsIn(item));
    for (const { cell } of [...cells.values()]) compare(cell, {});
  }
  return { people, counters, differences, examples };
}
