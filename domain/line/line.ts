import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { LineMessage } from '../events/recorded-event.ts';
import { eventIdFor } from '../ids.ts';
import { chunks } from './chunks.ts';
import { LineUnavailable } from './line-unavailable.ts';

/** How often entries that SQS refused inside an accepted batch are sent; whole calls are retried by the client. */
const attempts = 3;

type Entry = SendMessageBatchRequestEntry & { readonly MessageBody: string };

/** The two code points that JSON leaves as they are and SQS's character set lacks. */
const escaped = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

const entryOf = (message: LineMessage, index: number): Entry => ({
  Id: String(index),
  MessageBody: escaped(JSON.stringify(message)),
  MessageGroupId: message.person,
  MessageDeduplicationId: eventIdFor(message.key, message.messageId),
});

/** The one ordered line per person: an SQS FIFO queue whose groups are people. `record-event` takes from it. */
export class Line {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  /**
   * Puts messages on the line, in their order. The order of a person's messages holds unless SQS refuses one inside
   * a batch that it accepts; then that one comes after the others.
   * @throws LineUnavailable when not all were taken; sending all of them again is safe
   */
  async send(messages: readonly LineMessage[]): Promise<void> {
    let left = messages.length;
    for (const chunk of chunks(messages.map(entryOf))) {
      await this.#sendChunk(chunk, left);
      left -= chunk.length;
    }
  }

  async #sendChunk(chunk: readonly Entry[], left: number): Promise<void> {
    let unsent = chunk;
    let reason = '';
    for (let attempt = 0; attempt < attempts && unsent.length > 0; attempt += 1) {
      const failed = await this.#sendBatch(unsent, left);
      unsent = unsent.filter((entry) => failed.has(entry.Id ?? ''));
      reason = [...failed.values()].join('; ');
    }
    if (unsent.length > 0) throw new LineUnavailable(unsent.length + left - chunk.length, { cause: reason });
  }

  /** Sends once and returns why which entries were refused, by their ids. */
  async #sendBatch(entries: readonly Entry[], left: number): Promise<ReadonlyMap<string, string>> {
    try {
      const { Failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({ QueueUrl: this.#url, Entries: [...entries] }),
      );
      return new Map(Failed.map(({ Id, Code, Message }) => [Id ?? '', `${Code}: ${Message ?? ''}`]));
    } catch (cause) {
      throw new LineUnavailable(left, { cause });
    }
  }
}
