import type { Store } from '../../store.ts';

/** One version of a parameter. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly version: number;
  readonly modifiedAt: number;
  readonly tier?: string | undefined;
  readonly keyId?: string | undefined;
  readonly allowedPattern?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** Of a parameter; older ones are forgotten. */
export const MOST_VERSIONS = 100;

/** Parameters in the state file: the latest version of each for reading, and the versions before it. */
export class ParameterStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS ssm_parameter (name TEXT PRIMARY KEY, parameter TEXT) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ssm_version (
        name TEXT, version INTEGER, parameter TEXT, PRIMARY KEY (name, version)
      ) WITHOUT ROWID;`);
  }

  get(name: string): Parameter | undefined {
    const row = this.#store.sql('SELECT parameter FROM ssm_parameter WHERE name = ?').get(name);
    return row && JSON.parse(String(row.parameter));
  }

  /** Oldest first. */
  versions(name: string): Parameter[] {
    const rows = this.#store
      .sql('SELECT parameter FROM ssm_version WHERE name = ? ORDER BY version')
      .all(name);
    const kept: Parameter[] = rows.map((row) => JSON.parse(String(row.parameter)));
    const latest = this.get(name);
    return latest && kept.at(-1)?.version !== latest.version ? [...kept, latest] : kept;
  }

  /** Keeps a version, new or changed, and makes it the latest if there is none after it. */
  put(parameter: Parameter): void {
    const { name, version } = parameter;
    const text = JSON.stringify(parameter);
    this.#store.transaction(() => {
      this.#store.sql('INSERT OR REPLACE INTO ssm_version VALUES (?, ?, ?)').run(name, version, text);
      this.#store
        .sql('DELETE FROM ssm_version WHERE name = ? AND version <= ?')
        .run(name, version - MOST_VERSIONS);
      if (version >= (this.get(name)?.version ?? 0))
        this.#store.sql('INSERT OR REPLACE INTO ssm_parameter VALUES (?, ?)').run(name, text);
    });
  }

  /** By name. */
  list(): Parameter[] {
    const rows = this.#store.sql('SELECT parameter FROM ssm_parameter ORDER BY name').all();
    return rows.map((row) => JSON.parse(String(row.parameter)));
  }

  /** Whether there was one. */
  delete(name: string): boolean {
    return this.#store.transaction(() => {
      this.#store.sql('DELETE FROM ssm_version WHERE name = ?').run(name);
      return this.#store.sql('DELETE FROM ssm_parameter WHERE name = ?').run(name).changes > 0;
    });
  }
}
