import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const claim = { email: ada, event: 'Offer Claimed', properties: { offer: 'oil-change' } };

describe('the line', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email');
  });
  afterEach(() => centre.cloud.close());

  const status = async (journey = 'oil-change-offer') =>
    (await centre.runs(ada, journey)).map((run) => run.status);
  const lives = { function: 'onward-run-step', afterCall: 1_000 };
  const diesAtOnce = { function: 'onward-run-step', afterCall: 0 };

  it('records a message id once: three times at once and a week later', async () => {
    for (let time = 0; time < 3; time += 1) await centre.claims(ada, 'the-claim');
    await centre.cloud.advance('P7D');
    await centre.claims(ada, 'the-claim');
    await centre.cloud.advance('P1D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    expect((await centre.events(ada)).filter((name) => name === 'Offer Claimed')).toHaveLength(1);
  });

  it('makes one person of eight first contacts at once', async () => {
    const email = 'new@example.com';
    const contacts = Array.from({ length: 8 }, (_, index) =>
      centre.fromSite({ email, event: 'Page Read', properties: { index } }),
    );
    expect((await Promise.all(contacts)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    await centre.cloud.settle();
    expect(await centre.events(email)).toHaveLength(8);
  });

  it('finds a booking that came between an email and its wait’s registration', async () => {
    // The coupon is issued, the registration of the wait that follows the email dies and is retried later.
    centre.cloud.crash(lives);
    centre.cloud.crash(diesAtOnce);
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    await centre.books(ada, 9);
    await centre.cloud.advance('PT10M');
    expect(await status()).toEqual(['completed']);
  });

  it.each([
    ['the booking', ['Appointment Booked', 'Offer Claimed'], ['send-offer', 'send-confirmation']],
    [
      'the claim',
      ['Offer Claimed', 'Appointment Booked'],
      ['send-offer', 'send-last-chance', 'send-confirmation'],
    ],
  ])(
    'lets %s win when it is the earlier of two that came before the registration',
    async (_, order, inbox) => {
      await centre.claims(ada);
      // The timeout's own task lives, the registration of the wait that follows it dies and is retried later.
      centre.cloud.crash(lives);
      centre.cloud.crash(diesAtOnce);
      await centre.cloud.advance('P3D');
      for (const event of order) {
        if (event === 'Offer Claimed') await centre.claims(ada);
        else await centre.books(ada, 9);
      }
      await centre.cloud.advance('PT10M');
      expect(centre.inbox(ada).toSorted()).toEqual(inbox.toSorted());
      expect(await status()).toEqual(['completed']);
    },
  );

  it('does not count a booking that was recorded before its claim', async () => {
    await centre.books(ada, 9);
    await centre.claims(ada);
    await centre.cloud.advance('P1D');
    expect(await status()).toEqual(['running']);
  });

  it('lets a match that was recorded before the timeout beat it, though nobody was told', async () => {
    await centre.claims(ada);
    await centre.cloud.advance('P2DT23H');
    // record-event dies between its decision and the callback, and its redelivery finds the wait timed out.
    centre.cloud.faults.add({
      service: 'sfn',
      operation: 'SendTaskSuccess',
      error: 'ServiceUnavailable',
      times: 400,
    });
    await centre.books(ada, 9);
    await centre.cloud.advance('PT2H');
    expect(await status()).toEqual(['completed']);
    expect(centre.inbox(ada).filter((step) => step === 'send-offer')).toHaveLength(1);
  });

  it('buries poison with its reason and lets everybody else pass', async () => {
    const poison = {
      v: 1,
      person: 'per_x',
      key: 'wk',
      messageId: 'p',
      name: 'Loop',
      hops: 99,
      properties: {},
    };
    const queue = await centre.cloud.call('sqs', 'GetQueueUrl', { QueueName: 'onward-line.fifo' });
    const { QueueUrl } = queue as { QueueUrl: string };
    await centre.cloud.call('sqs', 'SendMessage', {
      QueueUrl,
      MessageBody: JSON.stringify(poison),
      MessageGroupId: 'per_x',
      MessageDeduplicationId: 'p',
    });
    await centre.claims(ada);
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    const letters = await centre.cloud.call('sqs', 'GetQueueUrl', { QueueName: 'onward-dead-letters.fifo' });
    const received = (await centre.cloud.call('sqs', 'ReceiveMessage', {
      QueueUrl: (letters as { QueueUrl: string }).QueueUrl,
      MessageAttributeNames: ['All'],
    })) as { Messages?: { MessageAttributes?: Record<string, { StringValue?: string }> }[] };
    expect(received.Messages?.[0]?.MessageAttributes?.reason?.StringValue).toMatch(/hops: 99/);
  });

  it.each([
    [
      'an unknown offer',
      { properties: { offer: 'oilchange' } },
      422,
      /offer: unknown offer "oilchange"; known: oil-change/,
    ],
    [
      'a 600 KB event',
      { properties: { offer: 'oil-change', note: 'x'.repeat(600_000) } },
      413,
      /larger than/,
    ],
    [
      'a browser that claims a booking',
      { event: 'Appointment Booked', properties: {} },
      403,
      /Appointment Booked/,
    ],
  ])('refuses %s by name', async (_, change, expected, reason) => {
    const answer = await centre.fromSite({ ...claim, ...change });
    expect(answer.status).toBe(expected);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect((answer.json() as { detail: string }).detail).toMatch(reason);
  });

  it('keeps the good events of a batch and says which were bad and why', async () => {
    const call = (messageId: string, offer: string) => ({
      type: 'track',
      messageId,
      anonymousId: 'of-ada',
      event: 'Offer Claimed',
      context: { traits: { email: ada } },
      properties: { offer },
    });
    const answer = await centre.cloud.http('POST', '/v1/batch', {
      headers: { authorization: `Basic ${Buffer.from('wk_local:').toString('base64')}` },
      body: { batch: [call('bad', 'oilchange'), call('good', 'oil-change')] },
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ success: true, rejected: [{ index: 0, messageId: 'bad' }] });
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    const rejected = await centre.get<{ items: { messageId: string; reason: string }[] }>('/v1/rejected');
    expect(rejected.items).toMatchObject([{ messageId: 'bad' }]);
  });

  it('refuses a body that is not JSON', async () => {
    const answer = await centre.cloud.http('POST', '/v1/track', {
      body: '{"event":',
      headers: { authorization: 'Basic d2tfbG9jYWw6' },
    });
    expect(answer.status).toBe(400);
    expect((answer.json() as { detail: string }).detail).toMatch(/not JSON/);
  });
});
