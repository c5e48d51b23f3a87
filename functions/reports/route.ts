import type { Centre } from '../../domain/centre/centre.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly journeys: readonly Journey[];
  /** Starts the recount of this id, without waiting for it. */
  readonly startRecount: (recount: string) => Promise<void>;
  readonly centre: Pick<Centre, 'timezone' | 'messagePrices' | 'attribution'>;
}

export const route = routeOver<Outside>();
