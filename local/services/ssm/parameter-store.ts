import type { Store } from '../../store.ts';

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly version: number;
  readonly modifiedAt: number;
}

/** Parameters in the state file, the latest version of each. */
export class ParameterStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS ssm_parameter (name TEXT PRIMARY KEY, parameter TEXT) WITHOUT ROWID',
    );
  }

  get(name: string): Parameter | undefined {
    const row = this.#store.sql('SELECT parameter FROM ssm_parameter WHERE name = ?').get(name);
    return row && JSON.parse(String(row.parameter));
  }

  put(parameter: Parameter): void {
    this.#store
      .sql('INSERT OR REPLACE INTO ssm_parameter VALUES (?, ?)')
      .run(parameter.name, JSON.stringify(parameter));
  }

  /** By name. */
  list(): Parameter[] {
    const rows = this.#store.sql('SELECT parameter FROM ssm_parameter ORDER BY name').all();
    return rows.map((row) => JSON.parse(String(row.parameter)));
  }

  /** Whether there was one. */
  delete(name: string): boolean {
    return this.#store.sql('DELETE FROM ssm_parameter WHERE name = ?').run(name).changes > 0;
  }
}
