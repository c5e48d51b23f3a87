import type { RoutingConfigurationListItem } from '@aws-sdk/client-sfn';
import type { Store } from '../../store.ts';

/** A version's number and its share of the executions, in percent. */
export interface Route {
  readonly version: number;
  readonly weight: number;
}

export interface Alias {
  readonly arn: string;
  readonly machine: string;
  readonly name: string;
  readonly description: string | undefined;
  /** One or two, whose weights add up to 100. */
  readonly routing: readonly Route[];
  readonly created: number;
  readonly updated: number | undefined;
}

/** The aliases' records. */
export class Aliases {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  find(arn: string): Alias | undefined {
    const row = this.#store.sql('SELECT * FROM sfn_alias WHERE arn = ?').get(arn);
    return row && aliasOf(row);
  }

  /** A machine's aliases by name. */
  of(machine: string): readonly Alias[] {
    return this.#store
      .sql('SELECT * FROM sfn_alias WHERE machine = ? ORDER BY name')
      .all(machine)
      .map(aliasOf);
  }

  put({ arn, machine, name, description, routing, created, updated }: Alias): void {
    this.#store
      .sql(`INSERT OR REPLACE INTO sfn_alias (arn, machine, name, description, routing, created, updated)
        VALUES (?, ?, ?, ?, ?, ?, ?)`)
      .run(arn, machine, name, description ?? null, JSON.stringify(routing), created, updated ?? null);
  }

  remove(arn: string): void {
    this.#store.sql('DELETE FROM sfn_alias WHERE arn = ?').run(arn);
  }
}

const aliasOf = (row: Readonly<Record<string, unknown>>): Alias => ({
  arn: String(row.arn),
  machine: String(row.machine),
  name: String(row.name),
  description: row.description === null ? undefined : String(row.description),
  routing: JSON.parse(String(row.routing)) as readonly Route[],
  created: Number(row.created),
  updated: row.updated === null ? undefined : Number(row.updated),
});

/** The version that an execution gets. @param chance in [0, 1) */
export function routed(routing: readonly Route[], chance: number): number {
  const [first, second] = routing;
  if (!first) throw new Error('an alias routes nowhere');
  return second && chance * 100 >= first.weight ? second.version : first.version;
}

export const routingOf = ({ machine, routing }: Alias): RoutingConfigurationListItem[] =>
  routing.map(({ version, weight }) => ({ stateMachineVersionArn: `${machine}:${version}`, weight }));
