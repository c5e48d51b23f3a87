import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';

interface Consent {
  readonly channel: string;
  readonly topic: string;
  readonly state: string;
  readonly proof: Record<string, string> | null;
  readonly confirmation: Record<string, string> | null;
}

interface Item {
  readonly name: string;
  readonly properties: Record<string, unknown>;
  readonly proof?: Record<string, string>;
}

let centre: Centre;

beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

const consents = async (email = ada) =>
  (await centre.get<{ consents: Consent[] }>(`/v1/people/email:${email}`)).consents;
const timeline = async (email = ada) =>
  (await centre.get<{ items: Item[] }>(`/v1/people/email:${email}/timeline?limit=200`)).items;
const skips = async () =>
  (await timeline())
    .filter(({ properties }) => properties.status === 'skipped')
    .map(({ properties }) => properties.reason);

const asks = async (topic: string, channel = 'email') => {
  await centre.fromSite({
    email: ada,
    event: 'Consent Given',
    properties: { channel, topic, wording: `Yes to ${topic}`, source: 'footer' },
  });
  await centre.cloud.settle();
};

const linkIn = (email: string, text: RegExp, nth = -1): string => {
  const { html = '' } = centre.cloud.messages({ to: email }).at(nth) ?? {};
  const found = [...html.matchAll(/<a ([^>]*)>/g)].map(([, inside = '']) => inside).find((a) => text.test(a));
  return /href="([^"]*)"/.exec(found ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
};

describe('the proof of a consent', () => {
  it('says when, where, in which words and with what it was given, and keeps no address', async () => {
    const body = {
      messageId: 'proof-1',
      anonymousId: 'a-1',
      event: 'Consent Given',
      context: {
        traits: { email: ada },
        page: { url: 'https://shop.example/oil?token=secret#part' },
        ip: '198.51.100.9',
      },
      properties: { channel: 'email', topic: 'offers', wording: 'Offers, please', source: 'pop-up' },
    };
    const answer = await centre.cloud.http('POST', '/v1/track', {
      headers: {
        authorization: `Basic ${Buffer.from('wk_local:').toString('base64')}`,
        'user-agent': 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36',
      },
      body,
    });
    expect(answer.status).toBe(200);
    await centre.cloud.settle();
    const [consent] = await consents();
    expect(consent).toMatchObject({
      channel: 'email',
      topic: 'offers',
      state: 'given',
      source: 'pop-up',
      wording: 'Offers, please',
      proof: {
        page: 'https://shop.example/oil',
        ipHash: expect.stringMatching(/^[\w-]{27}$/),
        agent: 'Chrome on Android',
      },
    });
    const [told] = await timeline();
    expect(told?.proof).toEqual(consent?.proof);
    expect(JSON.stringify(told)).not.toMatch(/secret|127\.0\.0\.1|198\.51/);
  });

  it('of a server is what the server tells of the person', async () => {
    const answer = await centre.cloud.http('POST', '/v1/track', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: {
        event: 'Consent Given',
        context: {
          traits: { email: ada },
          ip: '198.51.100.9',
          page: { url: 'https://shop.example/checkout' },
        },
        properties: { channel: 'email', topic: 'offers' },
      },
    });
    expect(answer.status).toBe(200);
    await centre.cloud.settle();
    const [consent] = await consents();
    expect(Object.keys(consent?.proof ?? {})).toEqual(['page', 'ipHash']);
  });
});

describe('double opt-in', () => {
  it('asks by email, counts from the confirmation, and shows both proofs', async () => {
    await asks('news');
    expect(await consents()).toMatchObject([{ topic: 'news', state: 'pending' }]);
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
    const [mail] = centre.cloud.messages({ to: ada });
    expect(mail?.headers['List-Unsubscribe']).toBeUndefined();
    expect(mail?.text).toContain('News and tips');
    expect(mail?.text).not.toContain('Yes to news');

    const page = await Page.open(centre, linkIn(ada, /\/confirm\?t=/));
    expect(page.heading).toBe('Please confirm');
    expect(await consents()).toMatchObject([{ state: 'pending' }]);
    expect((await page.send()).heading).toBe('Thank you, that is confirmed');
    await centre.cloud.settle();
    expect(await consents()).toMatchObject([
      {
        state: 'given',
        askedAt: expect.any(String),
        proof: { ipHash: expect.any(String) },
        confirmation: { ipHash: expect.any(String) },
      },
    ]);
    expect((await centre.runs(ada, 'confirm-consent')).map(({ status }) => status)).toEqual(['completed']);
  });

  it('asks one address once an hour, however often a form is sent', async () => {
    for (const topic of ['news', 'news', 'news']) await asks(topic);
    await asks('news', 'ads');
    await centre.cloud.advance('PT59M');
    await asks('news');
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
    await centre.cloud.advance('PT2M');
    await asks('news');
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm', 'ask-to-confirm']);

    const page = await Page.open(centre, linkIn(ada, /\/confirm\?t=/, 0));
    expect(page.choices('shown').toSorted()).toEqual(['ads/news', 'email/news']);
  });

  it('asks once for two consents at the same instant', async () => {
    await Promise.all([asks('news'), asks('news', 'ads')]);
    expect(centre.inbox(ada)).toEqual(['ask-to-confirm']);
  });

  it('is over after a week without an answer', async () => {
    await asks('news');
    const link = linkIn(ada, /\/confirm\?t=/);
    await centre.cloud.advance('P7DT1M');
    expect((await Page.open(centre, link)).status).toBe(410);
    expect(await consents()).toMatchObject([{ topic: 'news', state: 'withdrawn' }]);
    expect((await centre.runs(ada, 'confirm-consent')).map(({ status }) => status)).toEqual(['completed']);
  });

  it('asks nobody who has unsubscribed: a browser lifts no refusal', async () => {
    await centre.consents(ada, 'email');
    await centre.fromTill({ email: ada, event: 'Unsubscribed', properties: {} });
    await centre.cloud.settle();
    await asks('news');
    expect(centre.inbox(ada)).toEqual([]);
  });

  it('is not needed where a server vouches', async () => {
    const properties = { channel: 'email', topic: 'news' };
    await centre.fromTill({ email: ada, event: 'Consent Given', properties });
    await centre.cloud.settle();
    expect(await consents()).toMatchObject([{ state: 'given' }]);
    expect(centre.inbox(ada)).toEqual([]);
  });
});

describe('an unsubscribe', () => {
  const oneClick = async () => {
    const header = centre.cloud.messages({ to: ada })[0]?.headers['List-Unsubscribe'] ?? '';
    const { pathname, search } = new URL(header.replace(/[<>]/g, ''));
    return centre.cloud.http('POST', pathname + search, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  };

  it('names the topic and channel of its message, and covers all marketing', async () => {
    await centre.consents(ada, 'email', 'ads');
    await centre.claims(ada);
    expect((await oneClick()).status).toBe(200);
    await centre.cloud.settle();
    const told = (await timeline()).find(({ name }) => name === 'Unsubscribed');
    expect(told?.properties).toEqual({
      source: 'one-click',
      about: { topic: 'offers', channel: 'email' },
    });
    expect((await consents()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('holds for a run in the middle of a wait, though its event has not come yet', async () => {
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    centre.cloud.faults.add({
      service: 'sqs',
      operation: 'SendMessageBatch',
      error: 'ServiceUnavailable',
      times: 3,
    });
    expect((await oneClick()).status).toBe(503);
    await centre.cloud.advance('P5D');
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    expect(await skips()).toContain('unsubscribed');
  });

  it('holds at once for two messages that are on their way', async () => {
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    centre.cloud.faults.add({ service: 'sesv2', error: 'TooManyRequestsException', times: 2 });
    const run = (journey: string, properties: object) =>
      centre.cloud.http('POST', `/v1/journeys/${journey}/runs`, {
        headers: { authorization: 'Bearer sk_local' },
        body: { person: `email:${ada}`, properties },
      });
    await run('refer-a-friend', { bookingId: 'b-1', stars: 5 });
    await centre.cloud.settle();
    expect((await oneClick()).status).toBe(200);
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });
});

describe('a pause', () => {
  const preferences = () => Page.open(centre, linkIn(ada, /\/preferences\?t=/, 0));

  it('holds marketing, shows until when, and can be lifted', async () => {
    await centre.consents(ada, 'email', 'ads');
    await centre.claims(ada);
    await (await preferences()).send({ pause: 'on' });
    await centre.cloud.settle();
    const until = new Date(centre.cloud.now() + 30 * 86_400_000).toISOString();
    expect(await centre.get(`/v1/people/email:${ada}`)).toMatchObject({ pausedUntil: until });
    await centre.cloud.advance('P5D');
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    await centre.books(ada, 0.5);
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);

    await (await preferences()).send({ pause: 'off' });
    await centre.cloud.settle();
    expect(await centre.get(`/v1/people/email:${ada}`)).toMatchObject({ pausedUntil: null });
    expect((await centre.events(ada)).filter((name) => name.startsWith('Marketing'))).toEqual([
      'Marketing Paused',
      'Marketing Resumed',
    ]);
  });
});

describe('a suppression', () => {
  const bouncing = 'bounce+ada@simulator.amazonses.com';
  const list = (address: string) =>
    centre.get<{ items: { cause: string; channel: string; reason: string }[] }>(
      `/v1/suppressions?address=${encodeURIComponent(address)}`,
    );
  const lift = (address: string) =>
    centre.cloud.http('DELETE', `/v1/suppressions/${encodeURIComponent(address)}`, {
      headers: { authorization: 'Bearer sk_local' },
    });

  it('follows a bounce, is found by its address alone, and is lifted by staff, which is told', async () => {
    await centre.books(bouncing, 3);
    expect(await list(bouncing)).toMatchObject({
      items: [{ address: bouncing, channel: 'email', cause: 'bounce', reason: 'General', until: null }],
    });
    await centre.appointment(bouncing, 'Appointment Cancelled', { bookingId: 'b-1' });
    expect(centre.inbox(bouncing)).toEqual(['send-confirmation']);
    const told = (await timeline(bouncing)).filter(({ properties }) => properties.status === 'skipped');
    expect(told.map(({ properties }) => properties.reason)).toEqual(['suppressed']);

    expect((await lift(bouncing)).json()).toMatchObject({ items: [{ cause: 'bounce' }] });
    expect(await list(bouncing)).toEqual({ items: [], next: null });
    await centre.cloud.settle();
    expect((await timeline(bouncing)).at(-1)).toMatchObject({
      name: 'Suppression Lifted',
      properties: { channel: 'email', address: bouncing, causes: ['bounce'] },
    });
    expect((await lift(bouncing)).json()).toEqual({ items: [], next: null });
  });

  it('is asked for by an address, and says what is none', async () => {
    const ask = (path: string) =>
      centre.cloud.http('GET', path, { headers: { authorization: 'Bearer sk_local' } });
    expect(await ask('/v1/suppressions')).toMatchObject({ status: 400 });
    const answer = await ask('/v1/suppressions?address=nobody');
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { detail: 'address: "nobody" is neither an email address nor a phone number with its country code' },
    ]);
    expect((await lift('+16035550100')).json()).toEqual({ items: [], next: null });
  });
});
