import type { Model } from './attribution/models.ts';
import type { Days } from './cell.ts';
import type { CellsRead, OriginRow } from './cells-read.ts';
import { type Counts, total } from './facts.ts';
import { type Measures, measuresOf, type Sharing } from './measures.ts';
import { type Dimension, dimensions } from './origin.ts';

/** What a report's rows are told by. */
export const groupings = [...dimensions, 'segment', 'day', 'month'] as const;
type Grouping = (typeof groupings)[number];

export interface ReportQuery extends Days {
  readonly by: Grouping;
  /** Rows are told apart by time as well. */
  readonly interval?: 'day' | 'month' | undefined;
  readonly model: Model;
  /** Only what is of these origins. */
  readonly only: Readonly<Partial<Record<Dimension, string>>>;
}

interface ReportRow extends Measures {
  /** The value that the row is about; null for what has none, as outcomes that nothing is known to have led to. */
  readonly key: string | null;
  /** The day or the month, where the report has an interval. */
  readonly period?: string;
}

export interface Report {
  readonly rows: readonly ReportRow[];
  /** Null where rows overlap, as segments do: whoever is in two of them is in two rows. */
  readonly totals: Measures | null;
}

const periodOf = (day: string, interval: 'day' | 'month'): string =>
  interval === 'day' ? day : day.slice(0, 7);

interface Counted {
  readonly key: string | null;
  readonly period?: string;
  readonly counts: Counts;
}

/** Rows in the order of their periods and keys, which have none last. */
function rowsOf(counted: readonly Counted[], sharing: Sharing): readonly ReportRow[] {
  const groups = Map.groupBy(counted, ({ key, period }) => JSON.stringify([period, key]));
  return [...groups.values()]
    .map((group) => {
      const [{ key, period }] = group as [Counted];
      const counts = total(group.map((each) => each.counts));
      return { key, ...(period !== undefined && { period }), ...measuresOf(counts, sharing) };
    })
    .toSorted(
      (a, b) =>
        (a.period ?? '').localeCompare(b.period ?? '') ||
        Number(a.key === null) - Number(b.key === null) ||
        (a.key ?? '').localeCompare(b.key ?? ''),
    );
}

function reportOf(
  rows: readonly { readonly day: string; readonly key: string | null; readonly counts: Counts }[],
  { interval }: Pick<ReportQuery, 'interval'>,
  sharing: Sharing,
): Report {
  const counted = rows.map(({ day, key, counts }) => ({
    key,
    counts,
    ...(interval && { period: periodOf(day, interval) }),
  }));
  return {
    rows: rowsOf(counted, sharing),
    totals: measuresOf(total(rows.map(({ counts }) => counts)), sharing),
  };
}

const keyOfOrigin = ({ day, origin }: OriginRow, by: Exclude<Grouping, 'segment'>): string | null =>
  by === 'day' || by === 'month' ? periodOf(day, by) : (origin[by] ?? null);

/** What came of some days. A segment's people are counted whole in each of their segments. */
export async function report(cells: CellsRead, query: ReportQuery): Promise<Report> {
  const { by, only, model } = query;
  if (by === 'segment') {
    const rows = await cells.segments(query);
    const keyed = rows.flatMap(({ day, segments, counts }) => segments.map((key) => ({ day, key, counts })));
    return { ...reportOf(keyed, query, 'whole'), totals: null };
  }
  const wanted = Object.entries(only) as [Dimension, string][];
  const rows = (await cells.origins(query)).filter(({ origin }) =>
    wanted.every(([dimension, value]) => origin[dimension] === value),
  );
  const keyed = rows.map((row) => ({ day: row.day, key: keyOfOrigin(row, by), counts: row.counts }));
  return reportOf(keyed, query, model);
}
