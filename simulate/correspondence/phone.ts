import type { Client } from '../client.ts';
import type { Way } from './way.ts';

/** A telephone, by its texts or by WhatsApp. What its owner writes is handed over once; what carriers and AWS make of that is theirs. */
export class Phone implements Way {
  readonly #client: Client;
  readonly #number: string;
  readonly channel: 'sms' | 'whatsapp';

  constructor(client: Client, number: string, channel: 'sms' | 'whatsapp') {
    this.#client = client;
    this.#number = number;
    this.channel = channel;
  }

  async says(text: string): Promise<boolean> {
    const { journal, name } = this.#client;
    const id = await this.#writes(text);
    journal.written.push({ email: name, channel: this.channel, id, text });
    return true;
  }

  /** STOP, START or HELP: heeded at once, and no part of a conversation. */
  async orders(keyword: 'STOP' | 'START' | 'HELP'): Promise<void> {
    const { journal, now } = this.#client;
    if (keyword === 'START')
      journal.started.set(this.#number, [...(journal.started.get(this.#number) ?? []), now]);
    await this.#writes(keyword);
  }

  async heard(): Promise<readonly string[]> {
    const all = await this.#client.mails(this.#number);
    return all.filter(({ channel }) => channel === this.channel).map(({ text = '' }) => text);
  }

  async #writes(text: string): Promise<string> {
    const answer = await this.#client.once('POST', '/_local/inbound', {
      body: { channel: this.channel, from: this.#number, text },
    });
    if (answer.status !== 200)
      throw new Error(`${this.channel} from ${this.#number}: answered ${answer.status}: ${answer.body}`);
    this.#client.note(`wrote by ${this.channel}: ${text}`);
    const { inboundMessageId, id } = answer.json() as { inboundMessageId?: string; id?: string };
    return inboundMessageId ?? id ?? '';
  }
}
