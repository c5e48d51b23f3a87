import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { fixtureAssembly } from './fixtures/assembly.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';
const phone = '+16035550123';

interface MessageShown {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

let assembly: Awaited<ReturnType<typeof fixtureAssembly>>;
beforeAll(async () => {
  assembly = await fixtureAssembly();
}, 300_000);
afterAll(() => assembly.remove());

let centre: Centre;
let calls: number;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
  calls = 0;
  await centre.cloud.http('POST', '/v1/identify', {
    headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
    body: { userId: 'ada', traits: { email: ada, phone } },
  });
  await centre.cloud.settle();
  await centre.consents(ada, 'email', 'sms', 'whatsapp');
});
afterEach(() => centre.cloud.close());

/** Ada is to be told by WhatsApp, else by SMS, else by email. */
async function tells(): Promise<void> {
  calls += 1;
  const { timezone, service: _, ...moved } = centre.slot(calls, `b-${calls}`);
  await centre.appointment(ada, 'Appointment Rescheduled', { ...moved, timezone, service: 'oil-change' });
}

const withdraws = (channel: string) => centre.appointment(ada, 'Unsubscribed', { channel });
const went = () => centre.cloud.messages().map(({ channel }) => channel);
const timeline = async () =>
  (await centre.get<{ items: MessageShown[] }>(`/v1/people/email:${ada}/timeline?limit=200`)).items;
const messages = async () =>
  (await timeline()).filter(({ name }) => name === 'Message').map(({ properties }) => properties);
const undelivered = async () =>
  (await timeline()).filter(({ name }) => name === 'Message Undelivered').map(({ properties }) => properties);
const decides = (fate: object) =>
  centre.cloud.http('POST', '/_local/phones', { body: { number: phone, ...fate } });

describe('a message goes', () => {
  it('by WhatsApp first, in the words that Meta approved', async () => {
    await tells();
    expect(centre.cloud.messages()).toMatchObject([
      {
        channel: 'whatsapp',
        to: phone,
        from: '+12065550101',
        text: expect.stringMatching(
          /^48 hours are left .* at Harbour Auto Care\. Book here: http:\/\/localhost:3000\/book\?t=\S+ - or reply STOP/,
        ),
        step: 'call',
      },
    ]);
    expect(await messages()).toMatchObject([
      {
        channel: 'whatsapp',
        status: 'sent',
        deliveredAt: expect.any(String),
        providerId: expect.any(String),
      },
    ]);
  });

  it('by WhatsApp in free words for a day after the person wrote, and then in those that Meta approved', async () => {
    const body = { channel: 'whatsapp', from: phone, text: 'Is the offer still on?' };
    expect((await centre.cloud.http('POST', '/_local/inbound', { body })).status).toBe(200);
    await centre.cloud.settle();
    expect((await timeline()).find(({ name }) => name === 'Message Received')?.properties).toMatchObject({
      channel: 'whatsapp',
    });
    await tells();
    await centre.cloud.advance('P1D');
    await tells();
    expect(centre.cloud.messages({ channel: 'whatsapp' }).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Your 20% off .*\nReply STOP to end$/),
      expect.stringMatching(/^48 hours are left .* or reply STOP/),
    ]);
  });

  it('by SMS to who never agreed to WhatsApp, with how to leave', async () => {
    await withdraws('whatsapp');
    await tells();
    expect(centre.cloud.messages()).toMatchObject([
      {
        channel: 'sms',
        to: phone,
        from: '+12065550100',
        text: expect.stringMatching(/\nReply STOP to end$/),
      },
    ]);
    expect(await messages()).toMatchObject([
      {
        channel: 'sms',
        status: 'sent',
        deliveredAt: expect.any(String),
        tried: [{ channel: 'whatsapp', reason: 'unsubscribed' }],
      },
    ]);
  });

  it('by SMS with a short link, and what the person does behind it is a click', async () => {
    await withdraws('whatsapp');
    await tells();
    const [, path = ''] =
      /http:\/\/localhost:3000(\/l\/[a-z2-7]{16})\b/.exec(centre.cloud.messages()[0]?.text ?? '') ?? [];
    const led = await centre.cloud.http('GET', path);
    expect(led).toMatchObject({
      status: 302,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    });
    const { searchParams } = new URL(led.headers.location ?? '');
    expect(searchParams.get('utm_medium')).toBe('sms');
    await centre.cloud.settle();
    expect((await messages())[0]).not.toHaveProperty('clickedAt');

    const page = await Page.open(centre, led.headers.location ?? '');
    const [startsAt = ''] = page.choices('startsAt');
    expect(await page.send({ startsAt })).toMatchObject({ status: 200 });
    await centre.cloud.settle();
    expect((await messages()).find(({ channel }) => channel === 'sms')).toMatchObject({
      clickedAt: expect.any(String),
    });

    const headers = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };
    expect((await centre.cloud.http('DELETE', `/v1/people/email:${ada}`, { headers })).status).toBe(202);
    await centre.cloud.advance('PT1H');
    expect((await centre.cloud.http('GET', path)).status).toBe(404);
  });

  it('by SMS, whose links nobody finds by trying', async () => {
    const answer = await centre.cloud.http('GET', '/l/aaaaaaaaaaaaaaaa');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('This link does not work');
  });

  it('by email where AWS says that the number has left', async () => {
    await withdraws('whatsapp');
    await centre.cloud.call('pinpointsmsvoicev2', 'PutOptedOutNumber', {
      OptOutListName: 'Default',
      OptedOutNumber: phone,
    });
    await tells();
    expect(went()).toEqual(['email']);
    expect(await messages()).toMatchObject([
      {
        channel: 'email',
        tried: [
          { channel: 'whatsapp', reason: 'unsubscribed' },
          { channel: 'sms', reason: expect.stringContaining('has opted out') },
        ],
      },
    ]);
  });

  it.each([
    ['InternalServerException', false],
    ['TimeoutError', false],
    ['TimeoutError', true],
  ])('by no other where nobody knows whether it went: %s, taken: %s', async (error, after) => {
    await withdraws('whatsapp');
    await centre.meets({
      service: 'pinpointsmsvoicev2',
      operation: 'SendTextMessage',
      error,
      times: 1,
      after,
    });
    await tells();
    await centre.cloud.advance('P3D');
    expect(went()).toEqual(after ? ['sms'] : []);
    // What AWS tells of it afterwards is the end of not knowing.
    expect(await messages()).toMatchObject([{ channel: 'sms', status: after ? 'sent' : 'unknown' }]);
  });

  it.each([
    ['socialmessaging', 'ThrottledRequestException', 'whatsapp'],
    ['pinpointsmsvoicev2', 'ThrottlingException', 'sms'],
  ])('once more by the same where it takes nothing now: %s', async (service, error, channel) => {
    if (channel === 'sms') await withdraws('whatsapp');
    await centre.meets({ service, error, times: 1 });
    await tells();
    await centre.cloud.advance('PT1H');
    expect(went()).toEqual([channel]);
  });
});

describe('what becomes of it', () => {
  const unreachable = 'TEXT_UNREACHABLE: Phone is currently unreachable/unavailable';

  it('is on the timeline where it did not arrive, and it goes by the next channel', async () => {
    await withdraws('whatsapp');
    await decides({ sms: 'TEXT_UNREACHABLE' });
    await tells();
    expect(await undelivered()).toMatchObject([
      { channel: 'sms', reason: unreachable, step: 'call', next: 'email' },
    ]);
    expect(await messages()).toMatchObject([
      {
        channel: 'email',
        status: 'sent',
        tried: [{ channel: 'whatsapp' }, { channel: 'sms', reason: unreachable }],
      },
    ]);
    await tells();
    expect(went()).toEqual(['sms', 'email', 'sms', 'email']);
  });

  it('decides about later ones where the carrier says that there is no such number', async () => {
    await withdraws('whatsapp');
    await decides({ sms: 'TEXT_INVALID' });
    await tells();
    await tells();
    expect(went()).toEqual(['sms', 'email', 'email']);
    expect((await messages())[1]).toMatchObject({
      tried: [{ channel: 'whatsapp' }, { channel: 'sms', reason: 'suppressed' }],
    });
  });

  it('has it and later ones go by SMS where the person is not on WhatsApp, for 30 days', async () => {
    await decides({ whatsapp: 131026 });
    await tells();
    expect(went()).toEqual(['sms']);
    await tells();
    expect(went()).toEqual(['sms', 'sms']);
    await decides({ whatsapp: 0 });
    await centre.cloud.advance('P30D');
    await tells();
    expect(went()).toEqual(['sms', 'sms', 'whatsapp']);
  });

  it('on WhatsApp comes after AWS took it, and leads on to the next channel and the one behind that', async () => {
    await decides({ whatsapp: 131047, sms: 'TEXT_BLOCKED' });
    await tells();
    expect(went()).toEqual(['sms', 'email']);
    expect(await messages()).toMatchObject([
      {
        step: 'call',
        channel: 'email',
        status: 'sent',
        tried: [
          { channel: 'whatsapp', reason: '131047: Re-engagement message' },
          { channel: 'sms', reason: 'TEXT_BLOCKED: Phone has blocked SMS' },
        ],
        why: expect.stringContaining(
          '; not by whatsapp: 131047: Re-engagement message; not by sms: TEXT_BLOCKED',
        ),
      },
    ]);
    expect(await undelivered()).toMatchObject([
      { channel: 'whatsapp', next: 'sms' },
      { channel: 'sms', next: 'email' },
    ]);
    const [email] = centre.cloud.messages({ channel: 'email' });
    expect(email).toMatchObject({ step: 'call', text: expect.stringContaining('utm_campaign=last-call') });
    const runs = await centre.runs(ada, 'next-channel');
    expect(runs.map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  it.each([1, 2, 3, 4])('leads on once though the functions die after call %i', async (afterCall) => {
    for (const name of ['onward-feedback', 'onward-send-message', 'onward-record-event'])
      centre.cloud.crash({ function: name, afterCall });
    await decides({ whatsapp: 131047 });
    await tells();
    await centre.cloud.advance('PT1H');
    expect(went().length).toBeLessThanOrEqual(1);
    expect(await messages()).toHaveLength(1);
  });

  it('leads nowhere else where the person agreed to nothing else, and says so', async () => {
    await withdraws('sms');
    await withdraws('email');
    await decides({ whatsapp: 131047 });
    await tells();
    expect(went()).toEqual([]);
    expect(await messages()).toMatchObject([
      {
        status: 'skipped',
        reason: 'unsubscribed',
        tried: [{ channel: 'whatsapp', reason: '131047: Re-engagement message' }, { channel: 'email' }],
      },
    ]);
  });

  it('is heeded where the person has stopped marketing in the app: nothing of it goes elsewhere', async () => {
    await decides({ whatsapp: 131050 });
    await tells();
    expect(went()).toEqual([]);
    await tells();
    expect(went()).toEqual(['sms']);
    expect((await messages())[1]).toMatchObject({ tried: [{ channel: 'whatsapp', reason: 'unsubscribed' }] });
  });
});
