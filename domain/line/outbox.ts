import type { LineMessage } from '../events/recorded-event.ts';
import { outboxKey, wholeOutbox } from '../records.ts';
import { type Item, isConditionFailure, type Table, type Write } from '../table.ts';
import type { Line } from './line.ts';

interface Entry extends Item {
  readonly messages: readonly LineMessage[];
}

/**
 * Leaves a message to be put on the line, in the very transaction that decides what it tells, so that no crash between
 * the two can lose it. Messages about one thing (`id`) keep their order. `Outbox.flush` puts them on the line.
 */
export const leaveInOutbox = (id: string, message: LineMessage): Write => ({
  key: outboxKey(id),
  update: 'SET messages = list_append(if_not_exists(messages, :none), :message)',
  values: { ':none': [], ':message': [message] },
});

/** The messages that were decided and that the line may not have yet: a transactional outbox. */
export class Outbox {
  readonly #table: Pick<Table, 'get' | 'delete' | 'query'>;
  readonly #line: Pick<Line, 'send'>;

  constructor(table: Pick<Table, 'get' | 'delete' | 'query'>, line: Pick<Line, 'send'>) {
    this.#table = table;
    this.#line = line;
  }

  /** Puts what was left about one thing on the line. Safe to repeat. @throws LineUnavailable */
  async flush(id: string): Promise<void> {
    const entry = await this.#table.get<Entry>(outboxKey(id));
    if (entry) await this.#send(entry);
  }

  /** Puts everything that was left on the line, and returns how many messages that were. @throws LineUnavailable */
  async relay(): Promise<number> {
    let sent = 0;
    for await (const entry of this.#table.query<Entry>({ ...wholeOutbox, consistent: false })) {
      await this.#send(entry);
      sent += entry.messages.length;
    }
    return sent;
  }

  /** Who dies in between sends again; what was left meanwhile stays, and is sent by who left it, or by the next relay. */
  async #send(entry: Entry): Promise<void> {
    const { messages } = entry;
    await this.#line.send(messages);
    try {
      await this.#table.delete(entry, {
        condition: 'size(messages) = :sent',
        values: { ':sent': messages.length },
      });
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
}
