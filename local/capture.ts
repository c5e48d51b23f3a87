import type { Store } from './store.ts';

export interface CapturedAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** The content as text (decoded as UTF-8). */
  readonly text: string;
}

/** A message that a service would have sent to a person, one for each address. */
export interface CapturedMessage {
  readonly id: string;
  /** ISO 8601, by the local cloud's clock. */
  readonly at: string;
  readonly channel: string;
  readonly to: string;
  readonly from: string;
  readonly subject?: string;
  readonly html?: string;
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly CapturedAttachment[];
  /** From the tags of the message: whose it is, and which step of which run sent it. */
  readonly person?: string;
  readonly run?: string;
  readonly step?: string;
  /** The id that the service answered with. */
  readonly providerId?: string;
}

export interface MessageFilter {
  readonly to?: string | undefined;
  readonly channel?: string | undefined;
}

/** Keeps every message that would have left the machine. */
export class MessageCapture {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(
      `CREATE TABLE IF NOT EXISTS capture_message
       (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, recipient TEXT NOT NULL, message TEXT NOT NULL);
       CREATE INDEX IF NOT EXISTS capture_message_recipient ON capture_message (recipient)`,
    );
  }

  record(message: Omit<CapturedMessage, 'id'>): void {
    this.#store
      .sql('INSERT INTO capture_message (channel, recipient, message) VALUES (?, ?, ?)')
      .run(message.channel, message.to.toLowerCase(), JSON.stringify(message));
  }

  /**
   * Of every message the members that are asked for, oldest first, read one by one: what a hundred thousand of them are as a
   * whole fits into no memory.
   */
  *each<Member extends keyof CapturedMessage>(
    members: readonly Member[],
  ): Generator<Pick<CapturedMessage, Member>> {
    const values = members.map((member) => `'${member}', json_extract(message, '$.${member}')`).join(', ');
    const rows = this.#store
      .sql(`SELECT json_object(${values}) AS told FROM capture_message ORDER BY id`)
      .iterate();
    for (const { told } of rows) yield JSON.parse(String(told));
  }

  /** Oldest first. Addresses are compared without regard to case. */
  list(filter: MessageFilter = {}): CapturedMessage[] {
    const wanted = Object.entries({ recipient: filter.to?.toLowerCase(), channel: filter.channel }).filter(
      (each): each is [string, string] => each[1] !== undefined,
    );
    const where = wanted.map(([column]) => `${column} = ?`).join(' AND ') || 'TRUE';
    const rows = this.#store
      .sql(`SELECT id, message FROM capture_message WHERE ${where} ORDER BY id`)
      .all(...wanted.map(([, value]) => value));
    return rows.map(({ id, message }) => ({ id: `message-${id}`, ...JSON.parse(String(message)) }));
  }
}
