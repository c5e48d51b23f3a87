import { Analytics } from '@segment/analytics-node';

/** One line of the story: what somebody did, what reached somebody, or what an ad network was told of somebody. */
export interface Line {
  readonly at: string;
  readonly who: string;
  readonly kind: 'did' | 'received' | 'told';
  readonly text: string;
}

interface Message {
  readonly id: string;
  readonly at: string;
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Outbound {
  readonly at: string;
  readonly method: string;
  readonly url: string;
}

/** What something costs at list prices, in dollars. */
interface Price {
  readonly aws: number;
  readonly messages: number;
}

/** Where a story is played: a local cloud, spoken to by HTTP alone, as the pop-up, the booking system and an inbox would. */
export class Stage {
  readonly lines: Line[] = [];
  readonly #origin: string;
  readonly #site: Analytics;
  readonly #till: Analytics;
  readonly #seen = new Set<string>();
  #calls = 0;

  constructor(origin: string) {
    this.#origin = origin;
    const client = (writeKey: string) =>
      new Analytics({ writeKey, host: origin, flushAt: 20, maxRetries: 0 });
    this.#site = client('wk_local');
    this.#till = client('sk_local');
  }

  /** What the website's pop-up sends when somebody claims the offer. */
  async claims(email: string, text: string, consents: readonly string[] = []): Promise<void> {
    const at = await this.now();
    const userless = { anonymousId: `browser-${email}`, context: { traits: { email } } };
    this.#site.identify({
      anonymousId: userless.anonymousId,
      traits: { email, timezone: 'America/New_York' },
    });
    for (const channel of consents)
      this.#site.track({
        ...userless,
        event: 'Consent Given',
        properties: { channel, topic: 'offers', source: 'pop-up', wording: `Offers by ${channel}, please` },
      });
    this.#site.track({ ...userless, event: 'Offer Claimed', properties: { offer: 'oil-change' } });
    await this.#site.flush();
    await this.#happened(at, email, text);
  }

  /** What the centre's booking system sends. */
  async books(
    email: string,
    event: string,
    properties: Record<string, unknown>,
    text: string,
  ): Promise<void> {
    const at = await this.now();
    this.#till.track({ anonymousId: `till-${email}`, context: { traits: { email } }, event, properties });
    await this.#till.flush();
    await this.#happened(at, email, text);
  }

  /** What a mail program does at a press of its own unsubscribe button. */
  async unsubscribes(email: string, text: string): Promise<void> {
    const at = await this.now();
    const last = (await this.messages(email)).at(-1);
    const link = Object.entries(last?.headers ?? {}).find(
      ([name]) => name.toLowerCase() === 'list-unsubscribe',
    )?.[1];
    const url = new URL(link?.replace(/^<|>$/g, '') ?? '', this.#origin);
    const answer = await fetch(`${this.#origin}${url.pathname}${url.search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    if (!answer.ok) throw new Error(`unsubscribe answered ${answer.status}: ${await answer.text()}`);
    await this.#happened(at, email, text);
  }

  /** Opens the link in the newest mail to somebody whose address contains `part`, and sends its form. */
  async follows(email: string, part: string, fields: Record<string, string>, text: string): Promise<void> {
    const at = await this.now();
    const html = (await this.messages(email))
      .map((message) => message.html)
      .findLast((each) => each.includes(part));
    const link = html?.match(new RegExp(`href="([^"]*${part}[^"]*)"`))?.[1]?.replaceAll('&amp;', '&');
    if (!link) throw new Error(`no mail to ${email} links to ${part}`);
    await this.sendsForm(new URL(link), fields);
    await this.#happened(at, email, text);
  }

  /** What a browser does with a page's form: the page is opened, its hidden fields and these are sent. */
  async sendsForm({ pathname, search }: URL, fields: Record<string, string>): Promise<void> {
    const target = this.#origin + pathname + search;
    const page = await (await fetch(target)).text();
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString(),
    });
    if (!answer.ok) throw new Error(`POST ${pathname} answered ${answer.status}: ${await answer.text()}`);
  }

  /** A friend opens somebody's referral page and leaves an address. */
  async isReferred(friend: string, by: string, text: string): Promise<void> {
    const at = await this.now();
    const { referralCode } = await this.person(by);
    await this.sendsForm(new URL(`/refer/${referralCode}`, this.#origin), {
      email: friend,
      consent: 'email',
    });
    await this.#happened(at, friend, text);
  }

  async person(email: string): Promise<{ readonly referralCode: string | null; readonly points: number }> {
    const answer = await fetch(`${this.#origin}/v1/people/email:${encodeURIComponent(email)}`, {
      headers: { authorization: 'Bearer sk_local' },
    });
    if (!answer.ok) throw new Error(`the person ${email} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { referralCode: string | null; points: number };
  }

  async advance(by: string): Promise<void> {
    await this.#call('POST', '/_local/clock/advance', { by });
    await this.#outside();
  }

  async now(): Promise<string> {
    return ((await this.#call('GET', '/_local/clock')) as { now: string }).now;
  }

  async messages(to: string): Promise<readonly Message[]> {
    const answer = await this.#call('GET', `/_local/messages?to=${encodeURIComponent(to)}`);
    return (answer as { messages: readonly Message[] }).messages;
  }

  usage(): Promise<unknown> {
    return this.#call('GET', '/_local/usage');
  }

  async price(): Promise<Price> {
    return (await this.#call('GET', '/_local/price')) as Price;
  }

  async close(): Promise<void> {
    await Promise.all([this.#site.closeAndFlush(), this.#till.closeAndFlush()]);
  }

  async #happened(at: string, who: string, text: string): Promise<void> {
    this.lines.push({ at, who, kind: 'did', text });
    await this.#call('POST', '/_local/settle');
    await this.#outside();
  }

  /** What has left since the last look: mail, and calls to ad networks. */
  async #outside(): Promise<void> {
    const { messages } = (await this.#call('GET', '/_local/messages')) as { messages: readonly Message[] };
    for (const { id, at, to, subject } of messages) {
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      this.lines.push({ at, who: String(to), kind: 'received', text: subject });
    }
    const { requests } = (await this.#call('GET', '/_local/outbound')) as { requests: readonly Outbound[] };
    for (const { at, method, url } of requests.slice(this.#calls)) {
      const { host, pathname } = new URL(url);
      this.lines.push({ at, who: host, kind: 'told', text: `${method} ${pathname}` });
    }
    this.#calls = requests.length;
    this.lines.sort((a, b) => a.at.localeCompare(b.at));
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.#origin + path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
