import type { ServiceContext } from '../../../service.ts';
import type { KeySchema } from '../storage/key-schema.ts';
import { retentionMs, Stream } from './stream.ts';
import type { StreamState, ViewType } from './stream-state.ts';

/** The table that a stream tells of. */
interface Source {
  readonly name: string;
  readonly arn: string;
  readonly key: KeySchema;
}

/** All streams of the account: those of tables, and for a day those that were turned off. */
export class Streams {
  readonly #context: ServiceContext;
  readonly #streams = new Map<string, Stream>();

  constructor(context: ServiceContext) {
    this.#context = context;
    context.store.db.exec(
      'CREATE TABLE IF NOT EXISTS dynamodb_stream (id INTEGER PRIMARY KEY, state TEXT NOT NULL, shards TEXT NOT NULL, trimmed INTEGER NOT NULL)',
    );
    for (const { state } of context.store.sql('SELECT state FROM dynamodb_stream ORDER BY id').all()) {
      const known: StreamState = JSON.parse(String(state));
      this.#streams.set(known.arn, new Stream(context, known));
    }
  }

  /** In the order of their ARNs. */
  list(): readonly Stream[] {
    this.#forgetOld();
    return [...this.#streams.values()].sort((a, b) => (a.state.arn < b.state.arn ? -1 : 1));
  }

  find(arn: string | undefined): Stream | undefined {
    this.#forgetOld();
    return this.#streams.get(arn ?? '');
  }

  /** @param label the stream's name, one that no stream of the table has: the time unless told. */
  enable(table: Source, viewType: ViewType, label = this.#newLabel(table)): Stream {
    const arn = `${table.arn}/stream/${label}`;
    const row = this.#context.store.sql('SELECT COALESCE(MAX(id), 0) + 1 AS id FROM dynamodb_stream').get();
    return this.#context.store.transaction(() => {
      this.#streams.get(arn)?.drop();
      const stream = Stream.create(this.#context, {
        id: Number(row?.id),
        arn,
        label,
        table: table.name,
        key: table.key,
        viewType,
        createdAt: this.#context.clock.now(),
      });
      this.#streams.set(arn, stream);
      return stream;
    });
  }

  #newLabel({ arn }: Source): string {
    for (let at = this.#context.clock.now(); ; at += 1) {
      const label = new Date(at).toISOString().slice(0, -1);
      if (!this.#streams.has(`${arn}/stream/${label}`)) return label;
    }
  }

  #forgetOld(): void {
    const now = this.#context.clock.now();
    for (const [arn, stream] of this.#streams) {
      if ((stream.state.disabledAt ?? now) > now - retentionMs) continue;
      stream.drop();
      this.#streams.delete(arn);
    }
  }
}
