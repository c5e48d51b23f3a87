import { abreast } from '../abreast.ts';
import { Contention } from '../contention.ts';
import { type Item, isConditionFailure, type Table } from '../table.ts';
import { addressOf, byCell, type Counts, type Fact, total } from './facts.ts';
import { markAt, markOf, placeMarked, staleMarks } from './marks.ts';
import { movedLongAgo } from './recount/moved.ts';

/** What one record of a stream's shard comes to. */
export interface Taken {
  /** The record's place in its shard; see `placeOf`. */
  readonly place: string;
  readonly facts: readonly Fact[];
}

/** A record's part in one cell. */
interface Part {
  readonly place: string;
  readonly counts: Counts;
}

interface CellParts extends Omit<Fact, 'counts'> {
  readonly parts: readonly Part[];
}

/** How often somebody else may be at the same records before Lambda is asked to come again. */
const races = 5;

function partsByCell(taken: readonly Taken[]): readonly CellParts[] {
  const cells = new Map<string, CellParts & { readonly parts: Part[] }>();
  for (const { place, facts } of taken)
    for (const { counts, ...of } of byCell(facts)) {
      const known = cells.get(addressOf(of.cell)) ?? { ...of, parts: [] };
      cells.set(addressOf(of.cell), known);
      known.parts.push({ place, counts });
    }
  return [...cells.values()];
}

/**
 * The counters of reports. Each cell says itself how far it has taken each shard, in the write that adds to it: records
 * that come again, in other batches or after half of a batch was written, add nothing to the cells that have them.
 */
export class Counters {
  readonly #table: Pick<Table, 'get' | 'update'>;

  constructor(table: Pick<Table, 'get' | 'update'>) {
    this.#table = table;
  }

  /**
   * Adds what records of one shard come to, which stand in the shard's order and begin no later than behind the last
   * that was taken whole. May be cut short and repeated. @throws Contention
   */
  async take(shard: string, taken: readonly Taken[], now: Date): Promise<void> {
    await abreast(partsByCell(taken), (each) => this.#add(each, markOf(shard), now));
  }

  async #add({ parts: all, ...of }: CellParts, mark: string, now: Date): Promise<void> {
    let parts = all;
    for (let race = 0; race < races; race += 1) {
      const counts = total(parts.map((part) => part.counts));
      const item = await this.#tryAdd({ ...of, parts }, counts, mark, now);
      if (item) return this.#tidy(item, now);
      const marked = await this.#table.get<Item>(of.cell);
      const taken = placeMarked(String(marked?.[mark] ?? ''));
      const left = parts.filter(({ place }) => place > taken);
      const isNothing = left.length === parts.length && Object.keys(counts).length === 0;
      if (left.length === 0 || isNothing) return;
      parts = left;
    }
    throw new Contention(`${addressOf(of.cell)}: others kept taking the same records of the stream`);
  }

  /** The item after it; undefined where the cell may have some of it already, of which nothing is added then. */
  async #tryAdd(
    { cell, segments, parts }: CellParts,
    counts: Counts,
    mark: string,
    now: Date,
  ): Promise<Item | undefined> {
    const [first, last] = [parts[0], parts.at(-1)];
    const added = Object.entries(counts);
    if (!first || !last || added.length === 0) return undefined;
    const adds = added.map((_, index) => `#c${index} :c${index}`);
    const says = segments ? ', #segments = if_not_exists(#segments, :segments)' : '';
    try {
      return await this.#table.update(cell, `ADD ${adds.join(', ')} SET #mark = :mark${says}`, {
        condition: 'attribute_not_exists(#mark) OR #mark < :first',
        names: {
          '#mark': mark,
          ...(segments && { '#segments': 'segments' }),
          ...Object.fromEntries(added.map(([name], index) => [`#c${index}`, name])),
        },
        values: {
          ':mark': markAt(last.place, now),
          ':first': first.place,
          ...(segments && { ':segments': segments }),
          ...Object.fromEntries(added.map(([, count], index) => [`:c${index}`, count])),
        },
      });
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }

  /** Keeps a cell that is written for weeks within the kilobyte that a write unit is. */
  async #tidy(item: Item, now: Date): Promise<void> {
    const stale = [...staleMarks(item, now), ...movedLongAgo(item, now)];
    if (stale.length === 0) return;
    await this.#table.update(item, `REMOVE ${stale.map((_, index) => `#m${index}`).join(', ')}`, {
      names: Object.fromEntries(stale.map((name, index) => [`#m${index}`, name])),
    });
  }
}
