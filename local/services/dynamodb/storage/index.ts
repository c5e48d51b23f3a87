import type { Store } from '../../../store.ts';
import { project } from '../expressions/projection.ts';
import { invalid, Misfit } from '../refusals.ts';
import { type Item, typeOf } from '../values/attribute-value.ts';
import {
  checkScalar,
  isEmptyKey,
  isTooLarge,
  type KeyColumn,
  type KeySchema,
  keyAttributes,
  keyColumn,
  keyNames,
  type Place,
} from './key-schema.ts';
import type { IndexState } from './table-state.ts';

/** Where an item lies in an index. */
interface Entry {
  readonly hash: KeyColumn;
  readonly range: KeyColumn;
}

/** A secondary index: a SQLite table of places, in the index's order. Sparse: items without its keys are not in it. */
export class Index {
  readonly state: IndexState;
  readonly sqlName: string;
  readonly #store: Store;
  readonly #projected: readonly string[];

  constructor(store: Store, tableId: number, tableKey: KeySchema, state: IndexState) {
    this.#store = store;
    this.state = state;
    this.sqlName = `dynamodb_index_${tableId}_${state.number}`;
    const names = [...keyNames(tableKey), ...keyNames(state.key), ...state.projection.attributes];
    this.#projected = [...new Set(names)];
  }

  create(): void {
    this.#store.db.exec(
      `CREATE TABLE ${this.sqlName} (hash, range, pk, sk, PRIMARY KEY (hash, range, pk, sk)) WITHOUT ROWID`,
    );
  }

  drop(): void {
    this.#store.db.exec(`DROP TABLE ${this.sqlName}`);
  }

  get isGlobal(): boolean {
    return this.state.scope === 'global';
  }

  /** Whether the index carries an attribute. */
  has(name: string): boolean {
    return this.state.projection.type === 'ALL' || this.#projected.includes(name);
  }

  /** The part of an item that the index carries; undefined when the item is not in the index. */
  projected(item: Item | undefined): Item | undefined {
    if (!item || !this.#entry(item)) return undefined;
    if (this.state.projection.type === 'ALL') return item;
    return project(
      item,
      this.#projected.map((name) => [name] as const),
    );
  }

  /** Refuses an item whose attributes cannot be keys of this index. `why` words the refusal. */
  check(item: Item, why: IndexRefusal): void {
    const { key } = this.state;
    for (const { name, type } of keyAttributes(key)) {
      const value = item[name];
      if (!value) continue;
      checkScalar(value);
      const isOther = typeOf(value) !== type;
      if (isOther && !(why.emptyFirst && isEmptyKey(value))) throw new Misfit(why.type);
      if (isEmptyKey(value)) throw invalid(why.empty(typeOf(value), this.state.name, name));
    }
    if (isTooLarge(item[key.hash.name], key.range && item[key.range.name])) throw invalid(why.size);
  }

  /** Follows an item from what it was to what it is. */
  follow(place: Place, before: Item | undefined, after: Item | undefined): void {
    const [from, to] = [before && this.#entry(before), after && this.#entry(after)];
    if (from && to && sameColumn(from.hash, to.hash) && sameColumn(from.range, to.range)) return;
    if (from)
      this.#store
        .sql(`DELETE FROM ${this.sqlName} WHERE hash = ? AND range = ? AND pk = ? AND sk = ?`)
        .run(from.hash, from.range, place.pk, place.sk);
    if (to)
      this.#store
        .sql(`INSERT INTO ${this.sqlName} (hash, range, pk, sk) VALUES (?, ?, ?, ?)`)
        .run(to.hash, to.range, place.pk, place.sk);
  }

  #entry(item: Item): Entry | undefined {
    const { hash, range } = this.state.key;
    const [hashValue, rangeValue] = [item[hash.name], range && item[range.name]];
    if (!hashValue || (range && !rangeValue)) return undefined;
    return { hash: keyColumn(hashValue), range: keyColumn(rangeValue) };
  }
}

const sameColumn = (left: KeyColumn, right: KeyColumn): boolean =>
  left === right ||
  (typeof left !== 'string' && typeof right !== 'string' && Buffer.compare(left, right) === 0);

export interface IndexRefusal {
  readonly type: string;
  /** An empty value of another type is told to be empty. */
  readonly emptyFirst: boolean;
  readonly size: string;
  empty(type: string, index: string, key: string): string;
}

const kindOf = (type: string): string => (type === 'S' ? 'string' : 'binary');

/** How DynamoDB words that a put item does not fit an index. */
export const refusedPut: IndexRefusal = {
  type: 'One or more parameter values were invalid: Type mismatch for Index Key',
  emptyFirst: false,
  size: 'One or more parameter values were invalid: Size limit exceeded',
  empty: (type, index, key) =>
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
    `The AttributeValue for a key attribute cannot contain an empty ${kindOf(type)} value. IndexName: ${index}, IndexKey: ${key}`,
};

/**
 * How DynamoDB words that an updated item does not fit an index. The size is after TransactionCanceledException in the
 * API reference: DynamoDB Local lets it pass.
 */
export const refusedUpdate: IndexRefusal = {
  type: 'The update expression attempted to update the secondary index key to unsupported type',
  emptyFirst: true,
  size: 'The update expression attempted to update the secondary index key beyond allowed size limits',
  empty: (type) =>
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a ' +
    `value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kindOf(type)} value.`,
};
