import type { Store } from '../../../store.ts';
import type { OpenWindow } from './tumbling-window.ts';

/** Behind which record of which shard a mapping goes on; at the shard's beginning without a number. */
export interface Checkpoint {
  readonly shardId: string;
  readonly sequenceNumber?: string | undefined;
  readonly window?: OpenWindow | undefined;
}

/** How far a mapping has come with its stream; kept, so that after a kill nothing is left out. */
export class Checkpoints {
  readonly #store: Store;
  readonly #mapping: string;

  /** @param mapping tells it from all others. */
  constructor(store: Store, mapping: string) {
    this.#store = store;
    this.#mapping = mapping;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS lambda_checkpoint (mapping TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) WITHOUT ROWID',
    );
  }

  read(): Checkpoint | undefined {
    const row = this.#store
      .sql('SELECT checkpoint FROM lambda_checkpoint WHERE mapping = ?')
      .get(this.#mapping);
    return row && JSON.parse(String(row.checkpoint));
  }

  write(checkpoint: Checkpoint): void {
    this.#store.transaction(() =>
      this.#store
        .sql('INSERT OR REPLACE INTO lambda_checkpoint VALUES (?, ?)')
        .run(this.#mapping, JSON.stringify(checkpoint)),
    );
  }
}
