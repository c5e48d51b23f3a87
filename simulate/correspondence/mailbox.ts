import type { Client } from '../client.ts';
import type { Way } from './way.ts';

/** A mail program that answers the newest mail which can be answered. */
export class Mailbox implements Way {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async says(text: string): Promise<boolean> {
    const { journal, name } = this.#client;
    const mail = (await this.#client.mails()).findLast(({ headers }) => headers['Reply-To'] !== undefined);
    if (!mail) return false;
    const answer = await this.#client.once('POST', '/_local/inbound', {
      body: {
        channel: 'email',
        from: name,
        to: mail.headers['Reply-To'],
        subject: `Re: ${mail.subject}`,
        inReplyTo: mail.providerId,
        text: `${text}\n\nOn Monday they wrote:\n> ${mail.subject}`,
      },
    });
    if (answer.status !== 200)
      throw new Error(`mail from ${name}: answered ${answer.status}: ${answer.body}`);
    const { messageId } = answer.json() as { messageId: string };
    journal.written.push({ email: name, channel: 'email', id: messageId, text });
    this.#client.note(`answered "${mail.subject}": ${text}`);
    return true;
  }

  async heard(): Promise<readonly string[]> {
    return (await this.#client.mails()).map(({ text = '' }) => text);
  }
}
