import type { Store } from '../../../store.ts';
import { eventNames, recordOf, type StreamRecord } from './record.ts';
import type { StreamState } from './stream-state.ts';

/** Of one page of records. */
const mostBytes = 1024 * 1024;

/** A record as its row has it; images and keys are items' texts. */
interface NewRecord {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: StreamRecord['eventName'];
  readonly byService: boolean;
  /** Bytes by DynamoDB's arithmetic. */
  readonly size: number;
  readonly keys: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A stream's records: one SQLite table, in the order of their numbers. */
export class RecordTable {
  readonly #store: Store;
  readonly #sqlName: string;
  readonly #insert: string;
  readonly #page: string;

  constructor(store: Store, { id }: StreamState) {
    this.#store = store;
    this.#sqlName = `dynamodb_stream_record_${id}`;
    this.#insert = `INSERT INTO ${this.#sqlName} VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
    this.#page = `SELECT * FROM ${this.#sqlName} WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`;
  }

  create(): void {
    this.#store.db.exec(
      `CREATE TABLE ${this.#sqlName} (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, name INTEGER NOT NULL,
         by_service INTEGER NOT NULL, size INTEGER NOT NULL, keys TEXT NOT NULL, old_image TEXT, new_image TEXT)`,
    );
  }

  drop(): void {
    this.#store.db.exec(`DROP TABLE ${this.#sqlName}`);
  }

  add({ number, at, name, byService, size, keys, before, after }: NewRecord): void {
    this.#store
      .sql(this.#insert)
      .run(
        number,
        at,
        eventNames.indexOf(name),
        byService ? 1 : 0,
        size,
        keys,
        before ?? null,
        after ?? null,
      );
  }

  /** The records between two numbers, both included: at most `limit` of them and 1 MB, but one in any case. */
  page(
    from: number,
    until: number,
    limit: number,
    stream: StreamState,
    region: string,
  ): readonly StreamRecord[] {
    const records: StreamRecord[] = [];
    let bytes = 0;
    for (const row of this.#store.sql(this.#page).iterate(from, until, limit)) {
      bytes += Number(row.size);
      if (bytes > mostBytes && records.length > 0) break;
      records.push(recordOf(row, stream, region));
    }
    return records;
  }

  /** The number of the newest record, 0 without any. */
  newest(): number {
    return Number(this.#store.sql(`SELECT MAX(seq) AS seq FROM ${this.#sqlName}`).get()?.seq ?? 0);
  }

  /** Deletes the records up to a moment, in milliseconds since 1970, and answers the last one's number; undefined for none. */
  trim(until: number): number | undefined {
    const table = this.#sqlName;
    const oldest = this.#store.sql(`SELECT at FROM ${table} ORDER BY seq LIMIT 1`).get()?.at;
    if (typeof oldest !== 'number' || oldest > until) return undefined;
    const kept = this.#store
      .sql(`SELECT seq FROM ${table} WHERE at > ? ORDER BY seq LIMIT 1`)
      .get(until)?.seq;
    const before = Number(kept ?? this.newest() + 1);
    const last = this.#store.sql(`SELECT MAX(seq) AS seq FROM ${table} WHERE seq < ?`).get(before)?.seq;
    this.#store.sql(`DELETE FROM ${table} WHERE seq < ?`).run(before);
    return Number(last);
  }
}
