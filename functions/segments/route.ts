import type { SegmentCatalogue } from '../../domain/segments/catalogue.ts';
import type { Business } from '../../domain/segments/language/kind.ts';
import type { Table } from '../../domain/table.ts';
import { routeOver } from '../shared/api/route.ts';
import type { Builds } from './builds.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly catalogue: SegmentCatalogue;
  readonly builds: Builds;
  readonly business: Business;
  /** The business's zone. */
  readonly timezone: string;
}

export const route = routeOver<Outside>();
