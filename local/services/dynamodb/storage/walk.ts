import type { SQLInputValue } from 'node:sqlite';
import type { Store } from '../../../store.ts';
import type { Index } from './index.ts';
import type { Bound } from './key-range.ts';
import type { KeyColumn } from './key-schema.ts';
import type { StoredItem } from './stored-item.ts';
import type { Table } from './table.ts';

/** Where a walk starts: after the entry with these columns. Those of the index come before those of the table. */
export type Start = readonly KeyColumn[];

/** A walk over one partition of a table or index, or over all of it. */
interface Walk {
  readonly table: Table;
  readonly index?: Index | undefined;
  readonly hash?: KeyColumn | undefined;
  readonly bounds?: readonly Bound[];
  readonly start?: Start | undefined;
  readonly backwards?: boolean;
}

/** The items of a walk in its order. Ended early it leaves no statement open. */
export function* walk(store: Store, to: Walk): Generator<StoredItem, void, undefined> {
  const { text, values } = select(to);
  for (const row of store.sql(text).iterate(...values)) yield to.table.found(row);
}

function select({ table, index, hash, bounds = [], start, backwards = false }: Walk) {
  const [partition, range] = index ? ['i.hash', 'i.range'] : ['t.pk', 't.sk'];
  const columns = index ? ['i.hash', 'i.range', 'i.pk', 'i.sk'] : ['t.pk', 't.sk'];
  const order = hash === undefined ? columns : columns.slice(1);
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  if (hash !== undefined) {
    where.push(`${partition} = ?`);
    values.push(hash);
  }
  for (const { operator, value } of bounds) {
    where.push(`${range} ${operator} ?`);
    values.push(value);
  }
  if (start) {
    where.push(`(${order.join(', ')}) ${backwards ? '<' : '>'} (${order.map(() => '?').join(', ')})`);
    values.push(...start.slice(columns.length - order.length));
  }
  const from = index
    ? `${index.sqlName} i JOIN ${table.sqlName} t ON t.pk = i.pk AND t.sk = i.sk`
    : `${table.sqlName} t`;
  const condition = where.length > 0 ? `WHERE ${where.join(' AND ')} ` : '';
  const direction = backwards ? ' DESC' : '';
  const by = order.map((column) => column + direction).join(', ');
  return { text: `SELECT t.pk, t.sk, t.item, t.size FROM ${from} ${condition}ORDER BY ${by}`, values };
}
