import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * The local cloud's one state file. Each service makes its own tables, named after it (`sqs_message`). All access is
 * synchronous and on one thread, so a `transaction` is never interleaved.
 */
export class Store {
  readonly db: DatabaseSync;
  #statements = new Map<string, StatementSync>();
  #depth = 0;

  /**
   * @param path a file, or ':memory:' for a state that ends with the process.
   * @throws Error that says so when another process has the file open.
   */
  constructor(path: string) {
    this.db = new DatabaseSync(path);
    try {
      // The lock is the process's for as long as it lives, so two local clouds cannot share one state by mistake.
      this.db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
      );
      this.db.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; BEGIN IMMEDIATE; COMMIT;');
    } catch (error) {
      this.db.close();
      if (!String(error).includes('locked')) throw error;
      throw new Error(
        `${path} is in use by another local cloud: stop it, or set ONWARD_DATA to another place`,
      );
    }
  }

  /** A prepared statement, kept for the next call with the same text. */
  sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** Runs `change` so that all of its writes are kept or none; nested calls join the outermost. */
  transaction<T>(change: () => T): T {
    if (this.#depth > 0) return change();
    this.#depth = 1;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }
}
