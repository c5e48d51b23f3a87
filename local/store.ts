import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * The local cloud's one state file. Each service makes its own tables, named after it (`sqs_message`). All access is
 * synchronous and on one thread, so a `transaction` is never interleaved.
 */
export class Store {
  readonly db: DatabaseSync;
  #statements = new Map<string, StatementSync>();
  #nested = false;
  #kept: PromiseWithResolvers<void> | undefined;

  /**
   * @param path a file, or ':memory:' for a state that ends with the process.
   * @throws Error that says so when another process has the file open.
   */
  constructor(path: string) {
    this.db = new DatabaseSync(path);
    try {
      // The lock is the process's for as long as it lives, so two local clouds cannot share one state by mistake.
      this.db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000;',
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

  /**
   * Runs `change` so that all of its writes are kept or none; nested calls join the outermost. Changes of one turn of
   * the event loop are committed together, which costs a fifth; whoever answers outside this process waits for `kept`.
   */
  transaction<T>(change: () => T): T {
    if (this.#nested) return change();
    this.#open();
    this.#nested = true;
    this.db.exec('SAVEPOINT change');
    try {
      const result = change();
      this.db.exec('RELEASE change');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK TO change; RELEASE change');
      throw error;
    } finally {
      this.#nested = false;
    }
  }

  /** Resolves once everything written so far survives the end of the process. */
  kept(): Promise<void> {
    return this.#kept?.promise ?? Promise.resolve();
  }

  #open(): void {
    if (this.#kept) return;
    this.db.exec('BEGIN IMMEDIATE');
    this.#kept = Promise.withResolvers();
    setImmediate(() => this.#commit());
  }

  #commit(): void {
    const kept = this.#kept;
    if (!kept) return;
    this.#kept = undefined;
    this.db.exec('COMMIT');
    kept.resolve();
  }

  close(): void {
    this.#commit();
    this.#statements.clear();
    this.db.close();
  }
}
