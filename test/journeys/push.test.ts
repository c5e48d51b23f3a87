import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PushedBrowser } from '../../simulate/correspondence/browser.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const phone = 'https://push.phone.example/send/1';
const laptop = 'https://push.laptop.example/send/2';

interface Pushed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly base64: string };
}

interface Shown {
  readonly step: string;
  readonly outcome: string;
}

let centre: Centre;
let browser: PushedBrowser;
beforeEach(async () => {
  centre = await Centre.open();
  browser = new PushedBrowser();
  await centre.consents(ada, 'email');
});
afterEach(() => centre.cloud.close());

const subscription = (endpoint: string, from = browser) => ({
  endpoint,
  expirationTime: null,
  keys: from.keys,
});

/** The browser that the person came with says so itself, with the write key. */
const takes = async (email: string, endpoint: string, from = browser) => {
  const properties = subscription(endpoint, from);
  const answer = await centre.fromSite({ email, event: 'Push Subscribed', properties });
  await centre.cloud.settle();
  return answer;
};
const pushed = async (endpoint: string): Promise<Pushed[]> => {
  const answer = await centre.cloud.http('GET', `/_local/outbound?host=${new URL(endpoint).host}`);
  return (answer.json() as { requests: Pushed[] }).requests;
};
const shown = async (endpoint: string, by = browser) =>
  (await pushed(endpoint)).map(({ body }) => JSON.parse(by.read(Buffer.from(body.base64, 'base64'))));
const arrives = (email = ada) =>
  centre.appointment(email, 'Service Status Changed', { bookingId: 'b-1', status: 'arrived' });
const history = async (email = ada) => {
  const [run] = await centre.runs(email, 'appointment');
  const { history } = await centre.get<{ history: Shown[] }>(`/v1/runs/${run?.id}`);
  return history.filter(({ step }) => step.startsWith('tell-')).map(({ outcome }) => outcome);
};

describe('a notification', () => {
  beforeEach(() => centre.books(ada, 3));

  it('reaches the browser that takes them, and no email goes out', async () => {
    await takes(ada, phone);
    await arrives();
    expect(await shown(phone)).toEqual([
      {
        id: expect.stringMatching(/^msg_[a-z2-7]{24}$/),
        title: 'Your car is with us',
        body: 'Sit back; we tell you when it is ready.',
        link: expect.stringMatching(
          /^https:\/\/harbour-auto-care\.example\/\?utm_medium=push&utm_source=onward&utm_campaign=appointment&utm_content=tell-arrived&m=[\w.-]+$/,
        ),
      },
    ]);
    const [call] = await pushed(phone);
    expect(call?.headers).toMatchObject({
      authorization: '[redacted]',
      'content-encoding': 'aes128gcm',
      ttl: '43200',
      urgency: 'normal',
      topic: expect.stringMatching(/^[a-z2-7]{24}$/),
    });
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
  });

  it('goes to all browsers, and by email where the person has none', async () => {
    await arrives();
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'tell-arrived']);
    const other = new PushedBrowser();
    await takes(ada, phone);
    await takes(ada, laptop, other);
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status: 'in-service' });
    expect(await shown(phone)).toMatchObject([{ title: 'We are working on your car' }]);
    expect(await shown(laptop, other)).toMatchObject([{ title: 'We are working on your car' }]);
  });

  it.each([404, 410])('finds a browser no more that its service knows no more: %d', async (status) => {
    await takes(ada, phone);
    await centre.meets({ host: new URL(phone).host, status, times: 1 });
    await arrives();
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'tell-arrived']);
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status: 'ready' });
    expect(await pushed(phone)).toHaveLength(1);
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'tell-arrived', 'tell-ready']);
  });

  it('is sent if one browser takes it, though another is gone and a third one’s service is down', async () => {
    const down = 'https://push.down.example/3';
    for (const endpoint of [phone, down, laptop]) await takes(ada, endpoint);
    await centre.meets({ host: new URL(phone).host, status: 410, times: 1 });
    await centre.meets({ host: new URL(down).host, status: 503, times: 1 });
    await arrives();
    expect(await history()).toEqual(['sent']);
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status: 'ready' });
    expect(
      [await pushed(phone), await pushed(down), await pushed(laptop)].map((calls) => calls.length),
    ).toEqual([1, 2, 2]);
  });

  it.each([429, 503])('waits for a push service that takes nothing now: %d', async (status) => {
    await takes(ada, phone);
    await centre.meets({ host: new URL(phone).host, status, times: 2 });
    await arrives();
    await centre.cloud.advance('PT5M');
    expect(await pushed(phone)).toHaveLength(3);
    expect(await history()).toEqual(['sent']);
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
  });

  it('goes by email where the push service refuses it', async () => {
    await takes(ada, phone);
    await centre.meets({ host: new URL(phone).host, status: 403, body: 'another key', times: 1 });
    await arrives();
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'tell-arrived']);
  });

  it('is not sent to a browser that takes them no longer', async () => {
    await takes(ada, phone);
    await centre.fromSite({ email: ada, event: 'Push Unsubscribed', properties: { endpoint: phone } });
    await centre.cloud.settle();
    await arrives();
    expect(await pushed(phone)).toEqual([]);
  });
});

describe('who takes a person’s notifications', () => {
  it('is no browser that merely names the person: a server has to say so', async () => {
    await centre.books(ada, 3);
    const call = { anonymousId: 'a-strangers-browser', messageId: 'm-stranger' };
    const track = { ...call, event: 'Push Subscribed', properties: subscription(phone) };
    const stranger = await centre.cloud.http('POST', '/v1/track', {
      headers: { authorization: `Basic ${Buffer.from('wk_local:').toString('base64')}` },
      body: { ...track, context: { traits: { email: ada } } },
    });
    expect(stranger.status).toBe(200);
    await centre.cloud.settle();
    await arrives();
    expect(await pushed(phone)).toEqual([]);
    await centre.appointment(ada, 'Push Subscribed', subscription(phone));
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status: 'ready' });
    expect(await pushed(phone)).toHaveLength(1);
  });

  it('is whoever used the browser last', async () => {
    await centre.books(ada, 3);
    await takes(ada, phone);
    await centre.appointment(bob, 'Push Subscribed', subscription(phone));
    await centre.cloud.settle();
    expect(await centre.events(ada)).toContain('Push Unsubscribed');
    await arrives();
    expect(await pushed(phone)).toEqual([]);
  });

  it('may be ten browsers; the one that spoke longest ago makes room', async () => {
    await centre.books(ada, 3);
    for (let nth = 1; nth <= 11; nth += 1) await takes(ada, `https://push.example/${nth}`);
    await arrives();
    expect(await pushed('https://push.example/')).toHaveLength(10);
  });

  it.each([
    [{ endpoint: 'http://push.example/1' }, 'endpoint'],
    [{ endpoint: 'https://127.0.0.1/1' }, 'endpoint'],
    [{ endpoint: 'https://[::1]/1' }, 'endpoint'],
    [{ endpoint: 'https://localhost/1' }, 'endpoint'],
    [{ endpoint: 'https://push.example:8443/1' }, 'endpoint'],
    [{ endpoint: `https://push.example/${'x'.repeat(1000)}` }, 'endpoint'],
    [{ keys: { p256dh: 'AAAA', auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }, 'keys.p256dh'],
    [{ keys: undefined }, 'keys'],
  ])('is refused by field where the subscription is none: %j', async (over, field) => {
    const properties = { ...subscription(phone), ...over };
    const answer = await centre.fromSite({ email: ada, event: 'Push Subscribed', properties });
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining(field) });
  });
});
