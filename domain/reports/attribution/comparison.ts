import type { Days } from '../cell.ts';
import type { CellsRead } from '../cells-read.ts';
import { total } from '../facts.ts';
import { type Goal, goals } from '../goals.ts';
import { measuresOf } from '../measures.ts';
import type { Dimension } from '../origin.ts';
import { type Model, models } from './models.ts';

const outcomes: readonly (Goal | 'revenue')[] = [...Object.values(goals), 'revenue'];

type Outcomes = Readonly<Record<Goal | 'revenue', number>>;

export interface Compared extends Readonly<Record<Model, Outcomes>> {
  /** Null for what nothing is known to have led to. */
  readonly key: string | null;
}

/** What is owed to what, by every model: the outcomes of some days told by one dimension. Rows that have none are left out. */
export async function comparison(cells: CellsRead, by: Dimension, days: Days): Promise<readonly Compared[]> {
  const groups = Map.groupBy(await cells.origins(days), ({ origin }) => origin[by] ?? null);
  return [...groups]
    .map(([key, rows]) => {
      const counts = total(rows.map((row) => row.counts));
      const told = models.map((model) => {
        const measures = measuresOf(counts, model);
        return [model, Object.fromEntries(outcomes.map((name) => [name, measures[name]]))] as const;
      });
      return { key, ...(Object.fromEntries(told) as Record<Model, Outcomes>) };
    })
    .filter((row) => models.some((model) => outcomes.some((name) => row[model][name] !== 0)))
    .toSorted(
      (a, b) => Number(a.key === null) - Number(b.key === null) || (a.key ?? '').localeCompare(b.key ?? ''),
    );
}
