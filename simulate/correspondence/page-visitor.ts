import { createHmac } from 'node:crypto';
import type { Client } from '../client.ts';
import { sentByPage } from './sent-by-page.ts';
import type { Way } from './way.ts';

/** What Meta signs with, as the local cloud has it. */
const appSecret = 'local-app-secret';

/** Somebody who writes to the business's page: Meta tells of it by a call that it repeats until it is answered. */
export class PageVisitor implements Way {
  readonly #client: Client;
  readonly #id: string;
  #said = 0;

  /** @param id what Meta calls them towards this page */
  constructor(client: Client, id: string) {
    this.#client = client;
    this.#id = id;
  }

  async says(text: string): Promise<boolean> {
    const { journal, name, now } = this.#client;
    this.#said += 1;
    const mid = `m_${this.#id}_${this.#said}`;
    const told = {
      sender: { id: this.#id },
      recipient: { id: '1234' },
      timestamp: now,
      message: { mid, text },
    };
    const body = JSON.stringify({ object: 'page', entry: [{ id: '1234', time: now, messaging: [told] }] });
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    const answer = await this.#client.call('POST', '/webhooks/meta', {
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    if (answer?.status !== 200) return false;
    journal.written.push({ email: name, channel: 'social', id: mid, text });
    this.#client.note(`wrote to the page: ${text}`);
    return true;
  }

  async heard(): Promise<readonly string[]> {
    const answer = await this.#client.once('GET', '/_local/outbound?host=graph.facebook.com');
    const { requests } = answer.json() as { requests: Parameters<typeof sentByPage>[0] };
    return sentByPage(requests)
      .filter(({ to }) => to === this.#id)
      .map(({ text }) => text);
  }
}
