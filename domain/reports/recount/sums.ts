import { abreast } from '../../abreast.ts';
import type { Item, Key, Table } from '../../table.ts';
import { addressOf, type Counts, type Fact, total } from '../facts.ts';
import { partitionKey, readIn, sumsKey, sumsOf, touchedIn } from './keys.ts';
import { pack, unpack } from './packed.ts';
import type { Counted } from './recount-parts.ts';
import { expiresWith, type RecountRecord } from './recounts.ts';
import type { Touched } from './touched.ts';

/** Adds up facts by cell as they come: what is kept in mind are the cells, however many people there are. */
class Sums {
  readonly #cells = new Map<string, Fact>();

  add(facts: readonly Fact[]): void {
    for (const { counts, ...of } of facts) {
      const known = this.#cells.get(addressOf(of.cell));
      this.#cells.set(addressOf(of.cell), { ...of, counts: total([known?.counts ?? {}, counts]) });
    }
  }

  all(): readonly Fact[] {
    return [...this.#cells.values()];
  }
}

type Packed = Item & { readonly packed: string };

/**
 * Adds up what a letter's items counted for at the moment of which the recount tells: as they were read, each once, and as
 * noted of those that were changed since.
 */
export async function sumShard(table: Table, recount: RecountRecord, letter: string): Promise<void> {
  const sums = new Sums();
  const seen = new Set<string>();
  for await (const { of, facts } of table.query<Touched>(touchedIn(recount.id, letter))) {
    seen.add(addressOf(of));
    sums.add(facts);
  }
  for await (const { packed } of table.query<Packed>(readIn(recount.id, letter)))
    for (const { of, facts } of unpack<readonly Counted[]>(packed)) {
      if (seen.has(addressOf(of))) continue;
      seen.add(addressOf(of));
      sums.add(facts);
    }
  const expires = expiresWith(recount);
  await abreast([...Map.groupBy(sums.all(), ({ cell }) => cell.pk)], async ([partition, cells]) => {
    await table.put({
      ...sumsKey(recount.id, recount.round, partition, letter),
      packed: pack(cells),
      expires,
    });
    await table.put({ ...partitionKey(recount.id, partition), expires });
  });
}

/** What there was to count in a partition of cells, of all letters, by cell. */
export async function sumsIn(
  table: Pick<Table, 'query'>,
  { id, round }: RecountRecord,
  partition: string,
): Promise<
  ReadonlyMap<string, { readonly cell: Key; readonly counts: Counts; readonly segments?: readonly string[] }>
> {
  const sums = new Sums();
  for await (const { packed } of table.query<Packed>(sumsOf(id, round, partition)))
    sums.add(unpack<readonly Fact[]>(packed));
  return new Map(sums.all().map((fact) => [addressOf(fact.cell), fact]));
}
