import type { Usage } from '../../usage.ts';
import { notOneOf } from './refusals.ts';
import type { Index } from './storage/index.ts';
import type { Table } from './storage/table.ts';
import type { Item } from './values/attribute-value.ts';
import { equalValues } from './values/compare.ts';
import { itemSize } from './values/size.ts';

const readUnitBytes = 4096;
const writeUnitBytes = 1024;

/** Units for reading so many bytes at once; half of them when the read may be stale. Nothing found costs the least. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / readUnitBytes)) * (consistent ? 1 : 0.5);

/** Units for writing an item, of which the larger of before and after counts. */
export const writeUnits = (...bytes: readonly number[]): number =>
  Math.max(1, Math.ceil(Math.max(...bytes) / writeUnitBytes));

/** Units for what a write of an item does to an index: nothing, one entry's write, or a removal and a write. */
export function indexWriteUnits(index: Index, before: Item | undefined, after: Item | undefined): number {
  const [from, to] = [index.projected(before), index.projected(after)];
  if (!from || !to) return from || to ? writeUnits(itemSize(from ?? to ?? {})) : 0;
  const moved = [index.state.key.hash, index.state.key.range].some(
    (key) => key && !equalValues(from[key.name]!, to[key.name]!),
  );
  if (moved) return writeUnits(itemSize(from)) + writeUnits(itemSize(to));
  return equalValues({ M: from }, { M: to }) ? 0 : writeUnits(itemSize(from), itemSize(to));
}

const words = ['INDEXES', 'TOTAL', 'NONE'] as const;
type CapacityReport = (typeof words)[number];

/** @throws ValidationException */
export function capacityReport(given: string | undefined): CapacityReport {
  const word = words.find((each) => each === (given ?? 'NONE'));
  if (!word) throw notOneOf(given, 'returnConsumedCapacity', words);
  return word;
}

interface Tally {
  readonly table: Table;
  own: number;
  readonly indexes: Map<Index, number>;
}

/** What one request consumes, counted as usage and told to those who ask. */
export class Capacity {
  readonly #usage: Usage['dynamodb'];
  readonly #direction: 'readUnits' | 'writeUnits';
  readonly #tallies = new Map<Table, Tally>();

  constructor(usage: Usage, direction: 'readUnits' | 'writeUnits') {
    this.#usage = usage.dynamodb;
    this.#direction = direction;
  }

  add(table: Table, units: number, index?: Index): void {
    this.#usage[this.#direction] += units;
    let tally = this.#tallies.get(table);
    if (!tally) {
      tally = { table, own: 0, indexes: new Map() };
      this.#tallies.set(table, tally);
    }
    if (index) tally.indexes.set(index, (tally.indexes.get(index) ?? 0) + units);
    else tally.own += units;
  }

  /** One `ConsumedCapacity` per table. @param split names reads and writes apart, as transactions do. */
  report(detail: CapacityReport, split = false): readonly object[] | undefined {
    if (detail === 'NONE') return undefined;
    return [...this.#tallies.values()].map((tally) => this.#describe(tally, detail, split));
  }

  #describe({ table, own, indexes }: Tally, detail: CapacityReport, split: boolean): object {
    const named = this.#direction === 'readUnits' ? 'ReadCapacityUnits' : 'WriteCapacityUnits';
    const units = (amount: number, splits = split) => ({
      CapacityUnits: amount,
      ...(splits && { [named]: amount }),
    });
    const of = (scope: 'global' | 'local') => {
      const found = [...indexes].filter(([index]) => index.state.scope === scope);
      return found.length > 0
        ? Object.fromEntries(found.map(([index, amount]) => [index.state.name, units(amount)]))
        : undefined;
    };
    const total = [...indexes.values()].reduce((sum, amount) => sum + amount, own);
    const [local, global] = [of('local'), of('global')];
    return {
      TableName: table.state.name,
      ...units(total),
      ...(detail === 'INDEXES' && {
        // Of reads, DynamoDB names the whole apart, not its parts.
        Table: units(own, split && this.#direction === 'writeUnits'),
        ...(local && { LocalSecondaryIndexes: local }),
        ...(global && { GlobalSecondaryIndexes: global }),
      }),
    };
  }
}
