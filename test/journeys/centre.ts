import type { Cloud } from '../../local/cloud.ts';
import type { HttpOutput } from '../../local/in-process-http.ts';
import type { CloudOptions } from '../../local/options.ts';
import { openApp } from '../support/app.ts';

/** A Monday, 9:00 in the centre's time zone. */
export const monday = Date.parse('2026-11-23T14:00:00Z');

const hour = 3_600_000;
export const day = 24 * hour;

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

interface Track {
  readonly email: string;
  readonly event: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly messageId?: string;
}

interface RunView {
  readonly id: string;
  readonly journey: string;
  readonly status: string;
  readonly step: string | null;
}

let made = 0;

/** The car centre of the story on a cloud of its own, spoken to as its site, its booking system and its staff do. */
export class Centre {
  readonly cloud: Cloud;

  private constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  static async open(options: CloudOptions = {}): Promise<Centre> {
    return new Centre(await openApp({ frozenAt: monday, seed: 1, ...options }));
  }

  /** A call with the site's write key, without waiting for what follows from it. */
  fromSite(call: Track): Promise<HttpOutput> {
    return this.#track('wk_local', call);
  }

  /** A call with the secret key, without waiting for what follows from it. */
  fromTill(call: Track): Promise<HttpOutput> {
    return this.#track('sk_local', call);
  }

  async consents(email: string, ...channels: string[]): Promise<void> {
    for (const channel of channels)
      await this.#took(
        this.fromSite({
          email,
          event: 'Consent Given',
          properties: { channel, topic: 'offers', wording: `Offers by ${channel}, please`, source: 'pop-up' },
        }),
      );
  }

  async claims(email: string, messageId?: string): Promise<void> {
    await this.#took(
      this.fromSite({
        email,
        event: 'Offer Claimed',
        properties: { offer: 'oil-change' },
        ...(messageId && { messageId }),
      }),
    );
  }

  /** Books for `inDays` days from now; the booking's id is `b-1` unless said otherwise. */
  async books(email: string, inDays: number, bookingId = 'b-1'): Promise<void> {
    await this.appointment(email, 'Appointment Booked', this.slot(inDays, bookingId));
  }

  slot(inDays: number, bookingId = 'b-1') {
    const startsAt = new Date(this.cloud.now() + inDays * day).toISOString();
    return { bookingId, service: 'oil-change', startsAt, timezone: 'America/New_York' };
  }

  async appointment(
    email: string,
    event: string,
    properties: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.#took(this.fromTill({ email, event, properties }));
  }

  /** The next calls to an outside host fail so: `{host, status, body?, times}`, `{host, error, times}`. */
  async meets(fault: Readonly<Record<string, unknown>>): Promise<void> {
    const { status, body } = await this.cloud.http('POST', '/_local/outbound/faults', { body: fault });
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
  }

  /** What was sent to an address: the step that sent it, oldest first. */
  inbox(email: string): (string | undefined)[] {
    return this.cloud.messages({ to: email }).map(({ step }) => step);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.cloud.http('GET', path, { headers: { authorization: 'Bearer sk_local' } });
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${answer.body}`);
    return answer.json() as T;
  }

  async runs(email: string, journey: string): Promise<RunView[]> {
    const { runs } = await this.get<{ runs: RunView[] }>(`/v1/people/email:${encodeURIComponent(email)}`);
    return runs.filter((run) => run.journey === journey);
  }

  async events(email: string): Promise<string[]> {
    const path = `/v1/people/email:${encodeURIComponent(email)}/timeline?limit=200`;
    return (await this.get<{ items: { name: string }[] }>(path)).items.map(({ name }) => name);
  }

  async #took(answer: Promise<HttpOutput>): Promise<void> {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
    await this.cloud.settle();
  }

  #track(key: string, { email, ...call }: Track): Promise<HttpOutput> {
    made += 1;
    const body = {
      messageId: `m-${made}`,
      context: { traits: { email } },
      anonymousId: `of-${email}`,
      ...call,
    };
    return this.cloud.http('POST', '/v1/track', { headers: basic(key), body });
  }
}
