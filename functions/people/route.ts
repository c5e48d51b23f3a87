import type { RecordOptions } from '../../domain/events/record.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly runs: Runs;
  readonly line: Line;
  /** For events that are recorded while their sender waits. */
  readonly recording: RecordOptions;
  /** Has an erasure that was begun carried on at once; where that fails, the hour's next look finds it. */
  readonly finishErasure: (id: string) => Promise<void>;
}

export const route = routeOver<Outside>();
