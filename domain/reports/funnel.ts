import type { RunStatus } from '../runs/run-record.ts';
import type { Days } from './cell.ts';
import type { CellsRead } from './cells-read.ts';
import { nowPrefix, total } from './facts.ts';
import { atEntry, droppedPrefix, endedPrefix, reachedPrefix } from './run-facts.ts';

interface FunnelStep {
  readonly step: string;
  /** Runs that ever came to it. */
  readonly reached: number;
  /** Runs that are at it now, or did it last and have not come to the next. */
  readonly now: number;
  /** Runs that ended at it otherwise than by completing. */
  readonly dropped: number;
}

export interface Funnel {
  readonly entered: number;
  readonly running: number;
  /** Runs that ended, by how. */
  readonly ended: Readonly<Record<Exclude<RunStatus, 'running'>, number>>;
  readonly steps: readonly FunnelStep[];
}

/**
 * The runs of a journey that began on some days, or ever: how many came how far.
 * @param steps the journey's, in its order; steps of its older versions follow them
 */
export async function funnel(
  cells: CellsRead,
  journey: string,
  steps: readonly string[],
  days?: Days,
): Promise<Funnel> {
  const counts = total((await cells.runs(journey, days)).map((row) => row.counts));
  const told = Object.keys(counts).flatMap((name) =>
    [reachedPrefix, nowPrefix, droppedPrefix].flatMap((prefix) =>
      name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
    ),
  );
  const known = new Set([...(told.includes(atEntry) ? [atEntry] : []), ...steps, ...told.toSorted()]);
  const ended = (status: string): number => counts[`${endedPrefix}${status}`] ?? 0;
  const rows = [...known].map((step) => ({
    step,
    reached: counts[`${reachedPrefix}${step}`] ?? 0,
    now: counts[`${nowPrefix}${step}`] ?? 0,
    dropped: counts[`${droppedPrefix}${step}`] ?? 0,
  }));
  return {
    entered: counts.entered ?? 0,
    running: rows.reduce((sum, { now }) => sum + now, 0),
    ended: {
      completed: ended('completed'),
      exited: ended('exited'),
      failed: ended('failed'),
      stopped: ended('stopped'),
    },
    steps: rows,
  };
}
