import type { ServiceContext } from '../../../service.ts';
import { invalid, notFound } from '../refusals.ts';
import type { Stream } from '../streams/stream.ts';
import { Streams } from '../streams/streams.ts';
import { Expiry } from './expiry.ts';
import { Table } from './table.ts';
import type { TableState } from './table-state.ts';

const arnPattern = /^arn:[\w-]+:dynamodb:[\w-]*:\d*:table\/([^/]+)/;

/** A table's name from what a request calls it, which may be an ARN. */
export const nameFrom = (given: string): string => arnPattern.exec(given)?.[1] ?? given;

/** A table's name, or an index's, as DynamoDB wants it. @throws ValidationException */
export function checkName(given: string | undefined): string {
  const name = nameFrom(given ?? '');
  if (!/^[\w.-]{3,255}$/.test(name))
    throw invalid(
      'Invalid table/index name.  Table/index names must be between 3 and 255 characters long, ' +
        "and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  return name;
}

/** The tables that exist. */
export class Catalog {
  readonly context: ServiceContext;
  readonly expiry: Expiry;
  readonly streams: Streams;
  readonly #tables = new Map<string, Table>();
  /** One string each, since every call looks its table's up by it. */
  readonly #arns = new Map<string, string>();

  constructor(context: ServiceContext) {
    this.context = context;
    this.streams = new Streams(context);
    this.expiry = new Expiry(context.store, context.clock, (name) => this.#tables.get(name));
    context.store.db.exec(
      'CREATE TABLE IF NOT EXISTS dynamodb_table (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, state TEXT NOT NULL)',
    );
    for (const { state } of context.store.sql('SELECT state FROM dynamodb_table').all()) {
      const table = this.#table(JSON.parse(String(state)));
      this.#tables.set(table.state.name, table);
      this.expiry.plan(table);
    }
  }

  names(): readonly string[] {
    return [...this.#tables.keys()].sort();
  }

  /** The ARN of a table of this name, whether there is one or not. */
  arnOf(name: string): string {
    const known = this.#arns.get(name);
    if (known !== undefined) return known;
    const { region, accountId } = this.context;
    const arn = `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
    if (this.#tables.has(name)) this.#arns.set(name, arn);
    return arn;
  }

  find(name: string): Table | undefined {
    return this.#tables.get(name);
  }

  /** @throws ValidationException, ResourceNotFoundException */
  get(given: string | undefined): Table {
    const known = given === undefined ? undefined : this.#tables.get(given);
    if (known) return known;
    const table = this.#tables.get(checkName(given));
    if (!table) throw notFound('Cannot do operations on a non-existent table');
    return table;
  }

  /** A table's stream, while it is on. */
  streamOf({ stream }: TableState): Stream | undefined {
    return stream?.viewType && this.streams.find(stream.arn);
  }

  /** An id for a new table. */
  nextId(): number {
    const row = this.context.store.sql('SELECT COALESCE(MAX(id), 0) + 1 AS id FROM dynamodb_table').get();
    return Number(row?.id);
  }

  create(state: TableState): Table {
    const table = this.#table(state);
    this.context.store.transaction(() => {
      this.context.store
        .sql('INSERT INTO dynamodb_table (id, name, state) VALUES (?, ?, ?)')
        .run(state.id, state.name, JSON.stringify(state));
      table.create();
    });
    this.#tables.set(state.name, table);
    return table;
  }

  /** Gives a table another state; its items and indexes are the caller's business. */
  change(table: Table, state: TableState): Table {
    const changed = this.#table(state);
    this.context.store
      .sql('UPDATE dynamodb_table SET state = ? WHERE id = ?')
      .run(JSON.stringify(state), state.id);
    this.#tables.set(table.state.name, changed);
    return changed;
  }

  delete(table: Table): void {
    this.expiry.forget(table);
    this.streamOf(table.state)?.disable();
    this.context.store.transaction(() => {
      this.context.store.sql('DELETE FROM dynamodb_table WHERE id = ?').run(table.state.id);
      table.drop();
    });
    this.#tables.delete(table.state.name);
  }

  #table(state: TableState): Table {
    return new Table(this.context.store, state, this.streamOf(state));
  }
}
