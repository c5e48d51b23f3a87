import type { Cancel } from '../../../clock.ts';
import type { ServiceContext } from '../../../service.ts';
import { keyOf } from '../storage/key-schema.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { writeItem } from '../values/item-text.ts';
import { itemSize } from '../values/size.ts';
import type { StreamRecord } from './record.ts';
import { RecordTable } from './record-table.ts';
import { isSpent, newShard, type Shard } from './shard.ts';
import type { StreamState } from './stream-state.ts';

/** Records are kept for so long. */
export const retentionMs = 24 * 60 * 60 * 1000;

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
  readonly #records: RecordTable;
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
    this.#records = new RecordTable(context.store, state);
    this.#load();
  }

  static create(context: ServiceContext, state: StreamState): Stream {
    new RecordTable(context.store, state).create();
    context.store
      .sql('INSERT INTO dynamodb_stream VALUES (?, ?, ?, 0)')
      .run(state.id, JSON.stringify(state), '[]');
    const stream = new Stream(context, state);
    stream.#open();
    return stream;
  }

  drop(): void {
    this.#records.drop();
    this.#context.store.sql('DELETE FROM dynamodb_stream WHERE id = ?').run(this.#state.id);
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
    this.#records.add({
      number: this.#last,
      at: now,
      name: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      byService: by === 'service',
      size: itemSize(keys) + (old?.size ?? 0) + (fresh?.size ?? 0),
      keys: writeItem(keys),
      before: old?.text,
      after: fresh?.text,
    });
    for (const notify of this.#observers) notify();
  }

  /** The records of a shard from a number on, at most `limit` of them and 1 MB, but one in any case. */
  read(shard: Shard, from: number, limit: number): readonly StreamRecord[] {
    return this.#records.page(from, shard.ends ?? this.#last, limit, this.#state, this.#context.region);
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
    const trimmed = this.#records.trim(now - retentionMs);
    const left = this.#shards.filter(
      ({ closedAt }) => closedAt === undefined || closedAt > now - retentionMs,
    );
    if (trimmed === undefined && left.length === this.#shards.length) return;
    this.#trimmed = trimmed ?? this.#trimmed;
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
    const newest = this.#shards.at(-1);
    this.#last = Math.max(this.#records.newest(), newest?.ends ?? 0, newest?.starts ?? 0);
  }
}
