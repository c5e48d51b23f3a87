import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * How long changes may wait to be committed with those that follow, in milliseconds. An event's message is written,
 * received and deleted, and its person's page changed twice, within this time: together they are written once.
 */
const gatherMs = 2;

/** Pages of the log (4 KiB each) after which it is copied to the file: people lie scattered, so the same pages recur. */
const checkpointPages = 32_000;

const keptInLog = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${checkpointPages}; BEGIN IMMEDIATE; COMMIT;`;

/** One transaction that is never committed: nobody opens a state again that ends with the process. */
const neverKept = 'PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE;';

/** The path of a state that ends with the process and lies on disk only where it outgrows its cache. */
export const temporary = '';

/**
 * The local cloud's one state file. Each service makes its own tables, named after it (`sqs_message`). All access is
 * synchronous and on one thread, so a `transaction` is never interleaved.
 */
export class Store {
  readonly db: DatabaseSync;
  #statements = new Map<string, StatementSync>();
  #nested = false;
  #kept: PromiseWithResolvers<void> | undefined;
  /** Something was changed in this turn of the event loop. */
  #changed = false;
  #openedAt = 0;
  #takenBack = 0;
  readonly #isFleeting: boolean;

  /**
   * @param path a file, or ':memory:' or `temporary` for a state that ends with the process.
   * @throws Error that says so when another process has the file open.
   */
  constructor(path: string) {
    this.db = new DatabaseSync(path);
    this.#isFleeting = path === ':memory:' || path === temporary;
    try {
      // The lock is the process's for as long as it lives, so two local clouds cannot share one state by mistake.
      this.db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;',
      );
      this.db.exec(this.#isFleeting ? neverKept : keptInLog);
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
   * Runs `change` so that all of its writes are kept or none; nested calls join the outermost. Changes that follow one
   * another closely are committed together; whoever answers outside this process waits for `kept`.
   */
  transaction<T>(change: () => T): T {
    if (this.#nested) return change();
    this.#open();
    this.#nested = true;
    this.sql('SAVEPOINT change').run();
    try {
      const result = change();
      this.sql('RELEASE change').run();
      return result;
    } catch (error) {
      this.#takenBack += 1;
      this.db.exec('ROLLBACK TO change; RELEASE change');
      throw error;
    } finally {
      this.#nested = false;
    }
  }

  /** How many changes were taken back: whoever remembers what it wrote forgets it when this grows. */
  get takenBack(): number {
    return this.#takenBack;
  }

  /** Resolves once everything written so far survives the end of the process. */
  kept(): Promise<void> {
    return this.#kept?.promise ?? Promise.resolve();
  }

  #open(): void {
    if (this.#isFleeting) return;
    this.#changed = true;
    if (this.#kept) return;
    this.sql('BEGIN IMMEDIATE').run();
    this.#kept = Promise.withResolvers();
    this.#openedAt = performance.now();
    setImmediate(() => this.#endTurn());
  }

  /** Commits when a turn of the event loop changed nothing more, or those that wait have waited long enough. */
  #endTurn(): void {
    if (!this.#kept) return;
    const waited = performance.now() - this.#openedAt >= gatherMs;
    if (waited || !this.#changed) {
      this.#commit();
      return;
    }
    this.#changed = false;
    setImmediate(() => this.#endTurn());
  }

  #commit(): void {
    const kept = this.#kept;
    if (!kept) return;
    this.#kept = undefined;
    this.sql('COMMIT').run();
    kept.resolve();
  }

  close(): void {
    this.#commit();
    this.#statements.clear();
    this.db.close();
  }
}
