import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

const schema = z.object({ v: z.literal(1), person: z.string(), audience: z.string() });

/** Whose membership of which audience is to be looked at: all that the queue carries, so order and repetition do not matter. */
export interface Member {
  readonly person: string;
  readonly audience: string;
}

/** SQS's limit for one `SendMessageBatch`. */
const maxEntries = 10;

/** The queue did not take every message, also after the client's retries. Sending all of them again is safe. */
class AudienceQueueUnavailable extends Error {
  override readonly name = 'AudienceQueueUnavailable';
}

/** Reads a message's body. @throws ZodError, SyntaxError for what is none of ours */
export function parseMember(body: string): Member {
  const { person, audience } = schema.parse(JSON.parse(body));
  return { person, audience };
}

/** The queue that `sync-audience` takes from. */
export class AudienceQueue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  /**
   * Has memberships looked at.
   * @param delaySeconds at most 900
   * @throws AudienceQueueUnavailable
   */
  async send(members: readonly Member[], delaySeconds = 0): Promise<void> {
    for (let from = 0; from < members.length; from += maxEntries) {
      const { Failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({
          QueueUrl: this.#url,
          Entries: members.slice(from, from + maxEntries).map(({ person, audience }, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify({ v: 1, person, audience }),
            ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
          })),
        }),
      );
      if (Failed.length > 0)
        throw new AudienceQueueUnavailable(
          `the queue did not take ${Failed.length} messages: ${Failed[0]?.Code}`,
        );
    }
  }
}
