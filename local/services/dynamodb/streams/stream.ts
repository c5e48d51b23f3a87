import type { Cancel } from '../../../clock.ts';
import type { ServiceContext } from '../../../service.ts';
import { keyOf } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { writeItem } from '../values/item-text.ts';
import { itemSize } from '../values/size.ts';
import { eventNames, recordOf, type StreamRecord } from './record.ts';
import { isSpent, newShard, type Shard } from './shard.ts';
import type { StreamState } from './stream-state.ts';

/** Records are kept for so long. */
export const retentionMs = 24 * 60 * 60 * 1000;
/** Of one page of records. */
const mostBytes = 1024 * 1024;

/** What a write made of an item; `by` tells DynamoDB's own deletions from others. */
export interface Change {
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  readonly by?: 'service';
}

/**
 * A table's stream: records in the order of the writes, in the same change as these. There is one lineage of shards, of which
 * one is open; a child follows when its time is over and something is written or read.
 */
export class Stream {
  readonly #context: ServiceContext;
  readonly #observers = new Set<() => void>();
  readonly #insert: string;
  readonly #select: string;
  #state: StreamState;
  #shards: readonly Shard[] = [];
  /** The number given out last. */
  #last = 0;
  /** Records up to this number are gone. */
  #trimmed = 0;
  #takenBack: number;

  constructor(context: ServiceContext, state: StreamState) {
    this.#context = context;
    this.#state = state;
    this.#takenBack = context.store.takenBack;
    this.#insert = `INSERT INTO ${sqlName(state)} VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
    this.#select = `SELECT * FROM ${sqlName(state)} WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`;
    this.#load();
  }

  static create(context: ServiceContext, state: StreamState): Stream {
    context.store.db.exec(
      `CREATE TABLE ${sqlName(state)} (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, name INTEGER NOT NULL,
         by_service INTEGER NOT NULL, size INTEGER NOT NULL, keys TEXT NOT NULL, old_image TEXT, new_image TEXT)`,
    );
    context.store
      .sql('INSERT INTO dynamodb_stream VALUES (?, ?, ?, 0)')
      .run(state.id, JSON.stringify(state), '[]');
    const stream = new Stream(context, state);
    stream.#open();
    return stream;
  }

  drop(): void {
    const { db } = this.#context.store;
    db.exec(`DROP TABLE ${sqlName(this.#state)}; DELETE FROM dynamodb_stream WHERE id = ${this.#state.id}`);
  }

  get state(): StreamState {
    return this.#state;
  }

  /** The shards of which there is anything left, parents first. */
  shards(): readonly Shard[] {
    this.#refresh();
    return this.#shards;
  }

  shard(id: string | undefined): Shard | undefined {
    return this.shards().find((each) => each.id === id);
  }

  /** The number given out last: whoever reads past it reads what comes from now on. */
  get last(): number {
    return this.#last;
  }

  /** Up to here records are gone: they are kept for a day. */
  get trimmed(): number {
    return this.#trimmed;
  }

  /** Tells of new records until cancelled. */
  observe(notify: () => void): Cancel {
    this.#observers.add(notify);
    return () => this.#observers.delete(notify);
  }

  /** Writes a change down. Call it in the transaction that makes it. */
  record({ before, after, by }: Change): void {
    const item = after?.item ?? before?.item;
    if (!item) return;
    const now = this.#context.clock.now();
    this.#roll(now);
    this.#last += 1;
    const { key, viewType } = this.#state;
    const keys = keyOf(key, item);
    const showsOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
    const showsNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
    const [old, fresh] = [showsOld ? before : undefined, showsNew ? after : undefined];
    const name = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
    const size = itemSize(keys) + (old?.size ?? 0) + (fresh?.size ?? 0);
    this.#context.store
      .sql(this.#insert)
      .run(
        this.#last,
        now,
        eventNames.indexOf(name),
        by === 'service' ? 1 : 0,
        size,
        writeItem(keys),
        old?.text ?? null,
        fresh?.text ?? null,
      );
    for (const notify of this.#observers) notify();
  }

  /** The records of a shard from a number on, at most `limit` of them and 1 MB, but one in any case. */
  read(shard: Shard, from: number, limit: number): readonly StreamRecord[] {
    const until = shard.ends ?? this.#last;
    const records: StreamRecord[] = [];
    let bytes = 0;
    for (const row of this.#context.store.sql(this.#select).iterate(from, until, limit)) {
      bytes += Number(row.size);
      if (bytes > mostBytes && records.length > 0) break;
      records.push(recordOf(row, this.#state, this.#context.region));
    }
    return records;
  }

  /** It takes no more; what it has can be read for a day. */
  disable(): void {
    this.#refresh();
    const now = this.#context.clock.now();
    this.#state = { ...this.#state, disabledAt: now };
    this.#close(now);
    this.#keep();
  }

  /** Lets go what is older than a day, and opens a shard when the last one's time is over. */
  #refresh(): void {
    const now = this.#context.clock.now();
    this.#context.store.transaction(() => {
      this.#roll(now);
      this.#trim(now);
    });
  }

  #roll(now: number): void {
    if (this.#takenBack !== this.#context.store.takenBack) this.#load();
    const open = this.#shards.at(-1);
    if (this.#state.disabledAt !== undefined || !open || !isSpent(open, now)) return;
    this.#close(now);
    this.#open(open);
    this.#trim(now);
  }

  #open(parent?: Shard): void {
    this.#last += 1;
    this.#shards = [
      ...this.#shards,
      newShard(this.#state.arn, this.#last, this.#context.clock.now(), parent),
    ];
    this.#keep();
  }

  #close(now: number): void {
    this.#shards = this.#shards.map((shard) =>
      shard.closedAt === undefined ? { ...shard, ends: this.#last, closedAt: now } : shard,
    );
  }

  #trim(now: number): void {
    const { store } = this.#context;
    const table = sqlName(this.#state);
    const oldest = store.sql(`SELECT at FROM ${table} ORDER BY seq LIMIT 1`).get()?.at;
    if (typeof oldest === 'number' && oldest <= now - retentionMs) {
      const kept = store
        .sql(`SELECT seq FROM ${table} WHERE at > ? ORDER BY seq LIMIT 1`)
        .get(now - retentionMs);
      const end = Number(kept?.seq ?? this.#last + 1);
      this.#trimmed = Number(store.sql(`SELECT MAX(seq) AS seq FROM ${table} WHERE seq < ?`).get(end)?.seq);
      store.sql(`DELETE FROM ${table} WHERE seq < ?`).run(end);
      this.#keep();
    }
    const left = this.#shards.filter(
      ({ closedAt }) => closedAt === undefined || closedAt > now - retentionMs,
    );
    if (left.length === this.#shards.length) return;
    this.#shards = left;
    this.#keep();
  }

  #keep(): void {
    this.#context.store
      .sql('UPDATE dynamodb_stream SET state = ?, shards = ?, trimmed = ? WHERE id = ?')
      .run(JSON.stringify(this.#state), JSON.stringify(this.#shards), this.#trimmed, this.#state.id);
  }

  /** Reads what the state file has: at the start, and when a change was taken back. */
  #load(): void {
    const { store } = this.#context;
    this.#takenBack = store.takenBack;
    const row = store.sql('SELECT shards, trimmed FROM dynamodb_stream WHERE id = ?').get(this.#state.id);
    this.#shards = JSON.parse(String(row?.shards));
    this.#trimmed = Number(row?.trimmed);
    const newestRecord = store.sql(`SELECT MAX(seq) AS last FROM ${sqlName(this.#state)}`).get();
    const newest = this.#shards.at(-1);
    this.#last = Math.max(Number(newestRecord?.last ?? 0), newest?.ends ?? 0, newest?.starts ?? 0);
  }
}

const sqlName = ({ id }: StreamState): string => `dynamodb_stream_record_${id}`;
