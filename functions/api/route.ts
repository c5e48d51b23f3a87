import type { Centre } from '../../domain/centre/centre.ts';
import type { Suppressions } from '../../domain/consent/suppressions.ts';
import type { RecordOptions } from '../../domain/events/record.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly runs: Runs;
  readonly line: Line;
  readonly journeys: readonly Journey[];
  /** For events that are recorded while their sender waits. */
  readonly recording: RecordOptions;
  /** Finds and lifts suppressions of addresses. */
  readonly suppressions: (now: Date) => Promise<Suppressions>;
  readonly centre: Pick<Centre, 'rewards' | 'timezone'>;
}

export const route = routeOver<Outside>();
