import type { Store } from '../store.ts';

/** What an owner sets up in one service, by kind and name, in the state file. */
export class SettingStore<Kinds extends object> {
  readonly #store: Store;
  readonly #table: string;

  /** @param table the service's own, as `ses_setting` */
  constructor(store: Store, table: string) {
    this.#store = store;
    this.#table = table;
    store.db.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (kind TEXT, name TEXT, setting TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID`,
    );
  }

  get<K extends keyof Kinds & string>(kind: K, name: string): Kinds[K] | undefined {
    const row = this.#store
      .sql(`SELECT setting FROM ${this.#table} WHERE kind = ? AND name = ?`)
      .get(kind, name);
    return row && JSON.parse(String(row.setting));
  }

  put<K extends keyof Kinds & string>(kind: K, name: string, setting: Kinds[K]): void {
    this.#store
      .sql(`INSERT OR REPLACE INTO ${this.#table} VALUES (?, ?, ?)`)
      .run(kind, name, JSON.stringify(setting));
  }

  /** Whether there was one. */
  delete(kind: keyof Kinds & string, name: string): boolean {
    const deletion = this.#store.sql(`DELETE FROM ${this.#table} WHERE kind = ? AND name = ?`);
    return deletion.run(kind, name).changes > 0;
  }

  /** By name. */
  list<K extends keyof Kinds & string>(kind: K): (Kinds[K] & { readonly name: string })[] {
    const rows = this.#store
      .sql(`SELECT name, setting FROM ${this.#table} WHERE kind = ? ORDER BY name`)
      .all(kind);
    return rows.map((row) => ({ name: String(row.name), ...JSON.parse(String(row.setting)) }));
  }
}
