import type { ApiKeys } from '../../domain/keys/api-keys.ts';
import type { KeyRecord } from '../../domain/keys/keys.ts';
import type { Table } from '../../domain/table.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly apiKeys: ApiKeys;
  /** The keys that the account's owner made by hand. */
  readonly owners: () => Promise<readonly KeyRecord[]>;
}

export const route = routeOver<Outside>();
