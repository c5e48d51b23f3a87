import type { Centre } from '../../domain/centre/centre.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly journeys: readonly Journey[];
  /** Has all reports counted anew, without waiting for it. */
  readonly startRecount: (begunAt: string) => Promise<void>;
  readonly centre: Pick<Centre, 'timezone' | 'messagePrices'>;
}

export const route = routeOver<Outside>();
