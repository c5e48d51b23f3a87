import type { Clockwork } from '../../domain/schedules/clockwork.ts';
import type { Table } from '../../domain/table.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly clockwork: Clockwork;
}

export const route = routeOver<Outside>();
