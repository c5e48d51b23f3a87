import { expect } from 'vitest';
import type { HttpOutput } from '../../local/in-process-http.ts';
import type { Centre } from './centre.ts';

interface View {
  readonly id: string;
  readonly state: string;
  readonly version: string;
}

interface Entry {
  readonly name: string;
  readonly at: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly refused?: string;
}

const secret = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };

/** Where the centre's marketer makes schedules, and sees for whom they fired. */
export class ScheduleDesk {
  readonly #centre: Centre;

  constructor(centre: Centre) {
    this.#centre = centre;
  }

  call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HttpOutput> {
    return this.#centre.cloud.http(method, `/v1/schedules${path}`, {
      headers: { authorization: 'Bearer sk_local', ...headers },
      ...(body && { body }),
    });
  }

  /** Makes a schedule, or changes it as it is. */
  async save(id: string, draft: object): Promise<View> {
    const { etag } = (await this.call('GET', `/${id}`)).headers;
    const match = etag ? { 'if-match': etag } : undefined;
    const answer = await this.call('PUT', `/${id}`, { title: id, ...draft }, match);
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body}`);
    return answer.json() as View;
  }

  /** Tells something of somebody, whose user id is the address. */
  async tells(email: string, traits: object = {}): Promise<void> {
    const body = { userId: email, traits: { email, ...traits } };
    await this.#centre.cloud.http('POST', '/v1/identify', { headers: secret, body });
    await this.#centre.cloud.settle();
  }

  /** Tells it, and returns the person's id. */
  async knows(email: string, traits: object = {}): Promise<string> {
    await this.tells(email, traits);
    return (await this.#centre.get<{ id: string }>(`/v1/people/email:${email}`)).id;
  }

  async #firings(email: string): Promise<readonly Entry[]> {
    const path = `/v1/people/email:${email}/timeline?limit=200`;
    const { items } = await this.#centre.get<{ items: Entry[] }>(path);
    return items.filter(({ name }) => name === 'Schedule Fired');
  }

  /** When schedules fired for somebody, never early and soon: `schedule at`. @param soon milliseconds */
  async fired(email: string, soon = 180_000): Promise<string[]> {
    return (await this.#firings(email))
      .filter(({ refused }) => !refused)
      .map(({ at, properties }) => {
        const late = Date.parse(at) - Date.parse(String(properties.at));
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(soon);
        return `${properties.schedule} ${properties.at}`;
      });
  }

  /** Why firings counted for nothing. */
  async refused(email: string): Promise<string[]> {
    return (await this.#firings(email)).flatMap(({ refused }) => (refused ? [refused] : []));
  }
}
