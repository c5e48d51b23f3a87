import type { Store } from '../../store.ts';
import type { QueueAttributes } from './attributes.ts';
import type { Attributes, Content, Message } from './message.ts';

export interface QueueRow {
  readonly name: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly attributes: QueueAttributes;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Queues and messages in the state file. Every change is written before the call that makes it answers. Rows lie in the
 * order of their places, side by side, so that many changes touch few pages.
 */
export class QueueStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS sqs_queue (
        name TEXT PRIMARY KEY, created_at INTEGER, modified_at INTEGER, attributes TEXT, tags TEXT
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS sqs_message (
        seq INTEGER PRIMARY KEY, queue TEXT, content TEXT, hidden_until INTEGER, receives INTEGER,
        first_received_at INTEGER, receipt TEXT
      );
      CREATE TABLE IF NOT EXISTS sqs_deduplication (
        queue TEXT, key TEXT, message_id TEXT, seq INTEGER PRIMARY KEY, at INTEGER
      );`);
  }

  transaction<T>(change: () => T): T {
    return this.#store.transaction(change);
  }

  /** The highest place given out so far, as far as the messages that are left tell. */
  lastSeq(): number {
    return Number(this.#store.sql('SELECT max(seq) AS last FROM sqs_message').get()?.last ?? 0);
  }

  queues(): QueueRow[] {
    const rows = this.#store.sql('SELECT * FROM sqs_queue ORDER BY name').all();
    return rows.map((row) => ({
      name: String(row.name),
      createdAt: Number(row.created_at),
      modifiedAt: Number(row.modified_at),
      attributes: JSON.parse(String(row.attributes)),
      tags: JSON.parse(String(row.tags)),
    }));
  }

  putQueue(queue: QueueRow): void {
    this.#store
      .sql('INSERT OR REPLACE INTO sqs_queue VALUES (?, ?, ?, ?, ?)')
      .run(
        queue.name,
        queue.createdAt,
        queue.modifiedAt,
        JSON.stringify(queue.attributes),
        JSON.stringify(queue.tags),
      );
  }

  /** Removes the queue with all it holds. */
  deleteQueue(name: string): void {
    this.transaction(() => {
      this.#store.sql('DELETE FROM sqs_queue WHERE name = ?').run(name);
      this.#store.sql('DELETE FROM sqs_message WHERE queue = ?').run(name);
      this.#store.sql('DELETE FROM sqs_deduplication WHERE queue = ?').run(name);
    });
  }

  /** The queue's messages, first come first; the state is told by `now`. */
  messages(queue: string, now: number): Message[] {
    const rows = this.#store.sql('SELECT * FROM sqs_message WHERE queue = ? ORDER BY seq').all(queue);
    return rows.map((row) => {
      const hiddenUntil = Number(row.hidden_until);
      const receives = Number(row.receives);
      return {
        seq: Number(row.seq),
        content: readContent(String(row.content)),
        hiddenUntil,
        receives,
        firstReceivedAt: row.first_received_at === null ? undefined : Number(row.first_received_at),
        receipt: row.receipt === null ? undefined : String(row.receipt),
        state: hiddenUntil <= now ? 'ready' : receives > 0 ? 'in-flight' : 'delayed',
      };
    });
  }

  addMessage(queue: string, message: Message): void {
    this.#store
      .sql('INSERT INTO sqs_message VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        message.seq,
        queue,
        writeContent(message.content),
        message.hiddenUntil,
        message.receives,
        message.firstReceivedAt ?? null,
        message.receipt ?? null,
      );
  }

  updateMessage(message: Message): void {
    this.#store
      .sql(
        'UPDATE sqs_message SET hidden_until = ?, receives = ?, first_received_at = ?, receipt = ? WHERE seq = ?',
      )
      .run(
        message.hiddenUntil,
        message.receives,
        message.firstReceivedAt ?? null,
        message.receipt ?? null,
        message.seq,
      );
  }

  deleteMessage(seq: number): void {
    this.#store.sql('DELETE FROM sqs_message WHERE seq = ?').run(seq);
  }

  deduplications(queue: string): { key: string; messageId: string; seq: number; at: number }[] {
    const rows = this.#store.sql('SELECT * FROM sqs_deduplication WHERE queue = ? ORDER BY seq').all(queue);
    return rows.map((row) => ({
      key: String(row.key),
      messageId: String(row.message_id),
      seq: Number(row.seq),
      at: Number(row.at),
    }));
  }

  addDeduplication(queue: string, key: string, messageId: string, seq: number, at: number): void {
    this.#store
      .sql('INSERT INTO sqs_deduplication VALUES (?, ?, ?, ?, ?)')
      .run(queue, key, messageId, seq, at);
  }

  deleteDeduplication(seq: number): void {
    this.#store.sql('DELETE FROM sqs_deduplication WHERE seq = ?').run(seq);
  }
}

function writeContent(content: Content): string {
  if (!content.attributes) return JSON.stringify(content);
  const attributes = Object.entries(content.attributes).map(([name, value]) => {
    const base64 = value.BinaryValue && Buffer.from(value.BinaryValue).toString('base64');
    return [name, base64 === undefined ? value : { ...value, BinaryValue: { base64 } }];
  });
  return JSON.stringify({ ...content, attributes: Object.fromEntries(attributes) });
}

function readContent(text: string): Content {
  const content: Content = JSON.parse(text);
  if (!content.attributes) return content;
  const attributes: Attributes = Object.fromEntries(
    Object.entries(content.attributes).map(([name, value]) => {
      const binary: unknown = value.BinaryValue;
      const base64 =
        typeof binary === 'object' && binary && 'base64' in binary ? String(binary.base64) : undefined;
      return [name, base64 === undefined ? value : { ...value, BinaryValue: Buffer.from(base64, 'base64') }];
    }),
  );
  return { ...content, attributes };
}
