import type { Item, Table } from '../table.ts';
import { campaignCells, type Days, originCells, runsCells, segmentCells } from './cell.ts';
import type { Counts } from './facts.ts';
import { isMark } from './marks.ts';
import { type Origin, originIn } from './origin.ts';
import { isMoved } from './recount/moved.ts';

/** The counters of a cell, without how far it has taken the stream, and what recounts noted. */
export function countsIn({ pk: _, sk: __, ...attributes }: Item): Counts {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      (entry): entry is [string, number] =>
        !isMark(entry[0]) && !isMoved(entry[0]) && typeof entry[1] === 'number',
    ),
  );
}

export interface OriginRow {
  readonly day: string;
  readonly origin: Origin;
  readonly counts: Counts;
}

interface SegmentsRow {
  readonly day: string;
  readonly segments: readonly string[];
  readonly counts: Counts;
}

/** The months, as 2026-11, that have one of these days. */
function monthsOf({ from, to }: Days): readonly string[] {
  const months: string[] = [];
  for (let month = new Date(`${from.slice(0, 7)}-01`); month.toISOString().slice(0, 10) < to; ) {
    months.push(month.toISOString().slice(0, 7));
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
  }
  return months;
}

const split = (sk: string): readonly [string, string] => [sk.slice(0, 10), sk.slice(11)];

type Range = Parameters<Table['query']>[0];

/** Reads counters, not necessarily those of the last second: they follow what happens by some minutes anyway. */
export class CellsRead {
  readonly #table: Pick<Table, 'query'>;

  constructor(table: Pick<Table, 'query'>) {
    this.#table = table;
  }

  async origins(days: Days): Promise<readonly OriginRow[]> {
    const items = await this.#months(days, originCells);
    return items.map((item) => {
      const [day, origin] = split(item.sk);
      return { day, origin: originIn(origin), counts: countsIn(item) };
    });
  }

  /** A row for each day and each combination of segments that people were in. */
  async segments(days: Days): Promise<readonly SegmentsRow[]> {
    const items = await this.#months(days, segmentCells);
    return items.map((item) => {
      const { segments = [] } = item as Item & { readonly segments?: readonly string[] };
      return { day: split(item.sk)[0], segments, counts: countsIn(item) };
    });
  }

  /** The runs of a journey that began on these days; of all days without them. */
  async runs(
    journey: string,
    days?: Days,
  ): Promise<readonly { readonly day: string; readonly counts: Counts }[]> {
    const items = await this.#all(runsCells(journey, days));
    return items.map((item) => ({ day: split(item.sk)[0], counts: countsIn(item) }));
  }

  /** What came of a campaign, by its run and variant. */
  async campaign(
    campaign: string,
  ): Promise<readonly { readonly run: string; readonly variant: string; readonly counts: Counts }[]> {
    const items = await this.#all(campaignCells(campaign));
    return items.map((item) => {
      const [run = '', variant = ''] = item.sk.split('#').map(decodeURIComponent);
      return { run, variant, counts: countsIn(item) };
    });
  }

  async #months(days: Days, cells: (month: string, days: Days) => Range): Promise<readonly Item[]> {
    const months = await Promise.all(monthsOf(days).map((month) => this.#all(cells(month, days))));
    return months.flat();
  }

  #all(range: Range): Promise<Item[]> {
    return Array.fromAsync(this.#table.query<Item>({ ...range, consistent: false }));
  }
}
