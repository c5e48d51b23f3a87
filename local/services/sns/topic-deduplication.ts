import type { Clock } from '../../clock.ts';
import type { Store } from '../../store.ts';

const WINDOW_MS = 5 * 60_000;

/** What FIFO topics accepted in the last five minutes: a message that is published again is answered with the first one. */
export class TopicDeduplication {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS sns_deduplication (seq INTEGER PRIMARY KEY, topic TEXT, key TEXT, message_id TEXT, at INTEGER)',
    );
  }

  /** The first message's id and place, when there is one. */
  find(topicArn: string, key: string): { readonly messageId: string; readonly seq: number } | undefined {
    const row = this.#store
      .sql('SELECT seq, message_id FROM sns_deduplication WHERE topic = ? AND key = ? AND at > ?')
      .get(topicArn, key, this.#clock.now() - WINDOW_MS);
    return row && { messageId: String(row.message_id), seq: Number(row.seq) };
  }

  /** Answers the message's place: it grows with every message of any topic. */
  add(topicArn: string, key: string, messageId: string): number {
    const now = this.#clock.now();
    const { lastInsertRowid } = this.#store
      .sql('INSERT INTO sns_deduplication (topic, key, message_id, at) VALUES (?, ?, ?, ?)')
      .run(topicArn, key, messageId, now);
    // The latest stays, so that no place is given out twice.
    this.#store
      .sql('DELETE FROM sns_deduplication WHERE at <= ? AND seq < ?')
      .run(now - WINDOW_MS, lastInsertRowid);
    return Number(lastInsertRowid);
  }
}
