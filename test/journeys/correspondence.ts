import { createHmac } from 'node:crypto';
import type { Centre } from './centre.ts';

interface Written {
  readonly text: string;
  readonly subject?: string;
  /** Their own address unless said otherwise. */
  readonly from?: string;
  /** Which of the person's mails it answers, the last unless said otherwise. */
  readonly answers?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

let told = 0;

/** What people write to the centre, and what they are written, as mail and as messages to its social page. */
export class Correspondence {
  readonly #centre: Centre;

  constructor(centre: Centre) {
    this.#centre = centre;
  }

  /** A person answers a mail of ours. */
  async writes(email: string, written: Written): Promise<void> {
    await this.mails(email, written);
    await this.#centre.cloud.settle();
  }

  /** The same, without waiting for what follows from it. */
  async mails(email: string, { answers = -1, ...written }: Written): Promise<void> {
    const { cloud } = this.#centre;
    const mail = cloud.messages({ to: email }).at(answers);
    const { status, body } = await cloud.http('POST', '/_local/inbound', {
      body: {
        channel: 'email',
        from: email,
        to: mail?.headers['Reply-To'],
        subject: `Re: ${mail?.subject}`,
        inReplyTo: mail?.providerId,
        ...written,
      },
    });
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
  }

  /** Somebody sends a text, or a WhatsApp message. */
  async texts(channel: 'sms' | 'whatsapp', from: string, text: string): Promise<void> {
    const { cloud } = this.#centre;
    const { status, body } = await cloud.http('POST', '/_local/inbound', { body: { channel, from, text } });
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
    await cloud.settle();
  }

  /** Somebody writes to the page, or presses a button there. */
  async messages(
    psid: string,
    message: { readonly text: string } | { readonly payload: string },
  ): Promise<void> {
    told += 1;
    const { cloud } = this.#centre;
    const said =
      'text' in message
        ? { message: { mid: `m_${told}`, ...message } }
        : { postback: { mid: `m_${told}`, title: 'Claim', ...message } };
    const event = { sender: { id: psid }, recipient: { id: '1234' }, timestamp: cloud.now(), ...said };
    const body = JSON.stringify({ object: 'page', entry: [{ id: '1234', messaging: [event] }] });
    const signature = createHmac('sha256', 'local-app-secret').update(body).digest('hex');
    const answer = await cloud.http('POST', '/webhooks/meta', {
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body}`);
    await cloud.settle();
  }

  /** The text of the last mail that somebody got. */
  last(email: string): string {
    return this.#centre.cloud.messages({ to: email }).at(-1)?.text ?? '';
  }

  /** The numbered times in the last mail that somebody got, as they are told. */
  times(email: string): string[] {
    return [...this.last(email).matchAll(/^\d\. (.*)$/gm)].map(([, time = '']) => time);
  }
}
