import type { SQLOutputValue } from 'node:sqlite';
import type { Store } from '../../../store.ts';
import { hashOrder } from '../expressions/hash-order.ts';
import type { Stream } from '../streams/stream.ts';
import type { Item } from '../values/attribute-value.ts';
import { equalValues } from '../values/compare.ts';
import { Index, type IndexRefusal } from './index.ts';
import { type KeyColumn, keyNames, type Place } from './key-schema.ts';
import { RecentItems } from './recent-items.ts';
import { StoredItem } from './stored-item.ts';
import type { TableState } from './table-state.ts';

/**
 * A table's items: one SQLite table with an index by (pk, sk), and a table for each secondary index. Rows lie in the order
 * in which they came: ordered by key themselves, whole items would be moved about with every insert among them, which
 * costs half as much again.
 */
export class Table {
  readonly state: TableState;
  readonly sqlName: string;
  readonly keyNames: readonly string[];
  readonly indexes: readonly Index[];
  /** The indexes in the order in which DynamoDB checks them: local ones, then global ones as a hash map has them. */
  readonly #checked: readonly Index[];
  readonly #store: Store;
  readonly #recent: RecentItems;
  readonly #select: string;
  readonly #upsert: string;
  readonly #delete: string;
  readonly #stream: Stream | undefined;

  /** @param stream is told of every change. */
  constructor(store: Store, state: TableState, stream: Stream | undefined) {
    this.#store = store;
    this.#stream = stream;
    this.#recent = new RecentItems(store);
    this.state = state;
    this.sqlName = `dynamodb_item_${state.id}`;
    this.keyNames = keyNames(state.key);
    this.indexes = state.indexes.map((index) => new Index(store, state.id, state.key, index));
    this.#checked = inOrderOfChecks(this.indexes);
    this.#select = `SELECT item, size FROM ${this.sqlName} WHERE pk = ? AND sk = ?`;
    this.#upsert =
      `INSERT INTO ${this.sqlName} (pk, sk, item, size, expires) VALUES (?, ?, ?, ?, ?) ` +
      'ON CONFLICT DO UPDATE SET item = excluded.item, size = excluded.size, expires = excluded.expires';
    this.#delete = `DELETE FROM ${this.sqlName} WHERE pk = ? AND sk = ?`;
  }

  /** Refuses an item whose attributes cannot be keys of the indexes. @throws ValidationException */
  checkIndexes(item: Item, why: IndexRefusal): void {
    for (const index of this.#checked) index.check(item, why);
  }

  create(): void {
    this.#store.db.exec(
      `CREATE TABLE ${this.sqlName} (pk, sk, item TEXT NOT NULL, size INTEGER NOT NULL, expires INTEGER,
         PRIMARY KEY (pk, sk));
       CREATE INDEX ${this.sqlName}_expires ON ${this.sqlName} (expires) WHERE expires IS NOT NULL;`,
    );
    for (const index of this.indexes) index.create();
  }

  drop(): void {
    for (const index of this.indexes) index.drop();
    this.#store.db.exec(`DROP TABLE ${this.sqlName}`);
  }

  /** Makes a new index of the items that are there. */
  fill(index: Index): void {
    index.create();
    for (const { place, stored } of this.all()) index.follow(place, undefined, stored.item);
  }

  index(name: string): Index | undefined {
    return this.indexes.find(({ state }) => state.name === name);
  }

  read(place: Place): StoredItem | undefined {
    const known = this.#recent.find(place);
    if (known) return known;
    const row = this.#store.sql(this.#select).get(place.pk, place.sk);
    return row && this.#recent.keep(place, storedIn(row));
  }

  /** The item of a row that was read among others. */
  found(row: Row): StoredItem {
    const place = placeOfRow(row);
    return this.#recent.find(place) ?? this.#recent.keep(place, storedIn(row));
  }

  /**
   * Puts an item in the place of `before`, and answers the second since 1970 at which it expires, if ever. Call it
   * within a transaction.
   */
  put(place: Place, item: Item, size: number, before: StoredItem | undefined): number | undefined {
    const expires = expiryOf(this.state, item);
    const after = new StoredItem(item, size);
    this.#store.sql(this.#upsert).run(place.pk, place.sk, after.text, size, expires ?? null);
    this.#recent.keep(place, after);
    for (const index of this.indexes) index.follow(place, before?.item, item);
    if (this.#stream && !areEqual(before, after)) this.#stream.record({ before, after });
    return expires;
  }

  /** Deletes an item that is there. Call it within a transaction. @param by DynamoDB itself, when its time to live is over */
  delete(place: Place, before: StoredItem, by?: 'service'): void {
    this.#store.sql(this.#delete).run(place.pk, place.sk);
    this.#recent.forget(place);
    for (const index of this.indexes) index.follow(place, before.item, undefined);
    this.#stream?.record({ before, after: undefined, ...(by && { by }) });
  }

  /** Number of items, or of those in an index, and their bytes. */
  extent(index?: Index): { readonly items: number; readonly bytes: number } {
    const from = index
      ? `${index.sqlName} i JOIN ${this.sqlName} t ON t.pk = i.pk AND t.sk = i.sk`
      : `${this.sqlName} t`;
    const row = this.#store
      .sql(`SELECT COUNT(*) AS items, COALESCE(SUM(t.size), 0) AS bytes FROM ${from}`)
      .get();
    return { items: Number(row?.items), bytes: Number(row?.bytes) };
  }

  /** All items and where they lie, as they are now. */
  all(): readonly { readonly place: Place; readonly stored: StoredItem }[] {
    return this.#store.db.prepare(`SELECT pk, sk, item, size FROM ${this.sqlName}`).all().map(placed);
  }

  /** The items that expired between two seconds since 1970, the earlier not included. */
  expired(after: number, until: number): readonly { readonly place: Place; readonly stored: StoredItem }[] {
    const { sqlName } = this;
    return this.#store
      .sql(`SELECT pk, sk, item, size FROM ${sqlName} WHERE expires > ? AND expires <= ? ORDER BY expires`)
      .all(after, until)
      .map(placed);
  }

  /** The first second since 1970, past `after`, at which an item expires. */
  nextExpiry(after: number): number | undefined {
    const at = this.#store
      .sql(`SELECT MIN(expires) AS at FROM ${this.sqlName} WHERE expires > ?`)
      .get(after)?.at;
    return typeof at === 'number' ? at : undefined;
  }

  /** Writes down anew when each item expires, after the table's time to live was changed. */
  refreshExpiry(): void {
    for (const { place, stored } of this.all())
      this.#store
        .sql(`UPDATE ${this.sqlName} SET expires = ? WHERE pk = ? AND sk = ?`)
        .run(expiryOf(this.state, stored.item) ?? null, place.pk, place.sk);
  }
}

function inOrderOfChecks(indexes: readonly Index[]): readonly Index[] {
  const ordered = (scope: 'local' | 'global') => {
    const named = new Map(
      indexes.filter(({ state }) => state.scope === scope).map((each) => [each.state.name, each]),
    );
    return hashOrder([...named.keys()]).flatMap((name) => named.get(name) ?? []);
  };
  return [...ordered('local'), ...ordered('global')];
}

/** A write that changes nothing is not told of. */
const areEqual = (before: StoredItem | undefined, after: StoredItem): boolean =>
  before?.size === after.size && equalValues({ M: before.item }, { M: after.item });

type Row = Readonly<Record<string, SQLOutputValue>>;

const placeOfRow = (row: Row): Place => ({ pk: row.pk as KeyColumn, sk: row.sk as KeyColumn });

const storedIn = (row: Row): StoredItem => new StoredItem(String(row.item), Number(row.size));

const placed = (row: Row) => ({ place: placeOfRow(row), stored: storedIn(row) });

/** The second since 1970 at which an item expires. */
function expiryOf({ timeToLive }: TableState, item: Item): number | undefined {
  const value = timeToLive === undefined ? undefined : item[timeToLive]?.N;
  if (value === undefined) return undefined;
  const second = Math.floor(Number(value));
  return Number.isSafeInteger(second) ? second : undefined;
}
