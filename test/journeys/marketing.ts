import { marshall } from '@aws-sdk/util-dynamodb';
import { onTestFinished } from 'vitest';
import type { HttpOutput } from '../../local/in-process-http.ts';
import type { CloudOptions } from '../../local/options.ts';
import { Centre } from './centre.ts';

const secret = { authorization: 'Bearer sk_local' };

interface Progress {
  readonly people: number;
  readonly looked: number;
  readonly reached: Readonly<Record<string, number>>;
  readonly heldOut: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly remaining: number;
  readonly perSecond: number | null;
  readonly eta: string | null;
}

export interface CampaignView {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly run: { readonly id: string; readonly status: string; readonly progress: Progress } | null;
}

/** A letter that says nothing special. */
export const letter = {
  template: 'campaign-letter',
  topic: 'offers',
  data: {
    subject: 'Is your car ready for winter?',
    preheader: 'Twenty minutes, while you wait.',
    headline: 'Ready for winter',
    paragraphs: ['Dear {{ person.firstName | default: "friend" }}, we look it over.'],
    buttonText: 'Choose a time',
    buttonLink: '{{ links.booking }}',
  },
};

/** A marketer of the car centre, who knows the API alone. */
export class Marketer {
  readonly centre: Centre;

  private constructor(centre: Centre) {
    this.centre = centre;
  }

  /** @param isDoomed it is left to be killed: the test closes it */
  static async open(options: CloudOptions = {}, isDoomed = false): Promise<Marketer> {
    const marketer = new Marketer(await Centre.open(options));
    if (!isDoomed) onTestFinished(() => marketer.centre.cloud.close());
    return marketer;
  }

  call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HttpOutput> {
    return this.centre.cloud.http(method, path, {
      headers: { ...secret, ...headers },
      ...(body !== undefined && { body }),
    });
  }

  /** The answer's body. @throws Error for one that is no success */
  async ask<T>(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<T> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`);
    return answer.json() as T;
  }

  /** People who agreed to offers by email: `p0@example.com` and so on. */
  async people(count: number, traits: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
    const emails = Array.from({ length: count }, (_, index) => `p${index}@example.com`);
    for (let from = 0; from < count; from += 50) {
      const batch = emails.slice(from, from + 50).map((email) => ({
        type: 'track',
        event: 'Consent Given',
        messageId: `consent-${email}`,
        context: { traits: { email, ...traits } },
        properties: { channel: 'email', topic: 'offers', wording: 'Offers, please', source: 'shop' },
      }));
      const { status, body } = await this.centre.cloud.http('POST', '/v1/batch', {
        headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
        body: { batch },
      });
      if (status !== 200) throw new Error(`answered ${status}: ${body}`);
    }
    await this.centre.cloud.settle();
    return emails;
  }

  list(id: string, emails: readonly string[]): Promise<{ added: number; rejected: unknown[] }> {
    return this.ask('POST', `/v1/lists/${id}`, { people: emails.map((email) => `email:${email}`) });
  }

  /** Writes an item into the table, as its owner may. */
  async keep(item: Readonly<Record<string, unknown>>): Promise<void> {
    const { cloud } = this.centre;
    const { TableNames } = (await cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
    await cloud.call('dynamodb', 'PutItem', { TableName: TableNames[0], Item: marshall(item) });
  }

  create(says: Readonly<Record<string, unknown>>): Promise<CampaignView> {
    return this.ask('POST', '/v1/campaigns', {
      name: 'Winter check',
      to: 'everyone',
      variants: [{ id: 'A', send: letter }],
      ...says,
    });
  }

  trigger(id: string, key = 'once'): Promise<CampaignView> {
    return this.ask('POST', `/v1/campaigns/${id}/trigger`, undefined, { 'idempotency-key': key });
  }

  see(id: string): Promise<CampaignView> {
    return this.ask('GET', `/v1/campaigns/${id}`);
  }

  /** How many messages each address got. */
  inboxes(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { to } of this.centre.cloud.messages()) counts[to] = (counts[to] ?? 0) + 1;
    return counts;
  }
}

/** A campaign to two people that is over at 23:00: all of its messages wait for the morning. */
export async function waitingForMorning(): Promise<{ readonly marketer: Marketer; readonly id: string }> {
  const marketer = await Marketer.open();
  await marketer.people(2);
  await marketer.centre.cloud.advance('PT14H');
  const { id } = await marketer.create({});
  await marketer.trigger(id);
  await marketer.centre.cloud.advance('PT10M');
  const { status } = await marketer.see(id);
  if (status !== 'completed') throw new Error(`${id} is ${status}`);
  return { marketer, id };
}
