import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const host = 'graph.facebook.com';

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
  await centre.books(ada, 3);
});
afterEach(() => centre.cloud.close());

let written = 0;

/** The person writes to the page: what the page's webhook puts on the line. */
async function writes(sender: 'person' | 'other' = 'person'): Promise<void> {
  const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
  const at = new Date(centre.cloud.now()).toISOString();
  written += 1;
  await centre.cloud.call('sqs', 'SendMessage', {
    QueueUrl: 'http://localhost:4566/123456789012/onward-line.fifo',
    MessageGroupId: person,
    MessageDeduplicationId: `written-${written}`,
    MessageBody: JSON.stringify({
      v: 1,
      person,
      key: 'onward',
      messageId: `written-${written}`,
      source: 'onward',
      type: 'track',
      name: 'Message Received',
      properties: {
        channel: 'social',
        thread: 'thr_page',
        from: '24680',
        text: 'Is my car ready?',
        sender,
        attachments: [],
      },
      identifiers: { messenger: '24680' },
      timestamp: at,
      receivedAt: at,
      hops: 0,
    }),
  });
  await centre.cloud.settle();
}

const tells = (status: 'arrived' | 'in-service' | 'ready') =>
  centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status });
const said = async () => {
  const answer = await centre.cloud.http('GET', `/_local/outbound?host=${host}`);
  return (answer.json() as { requests: { url: string; body: unknown }[] }).requests;
};
const taken = { host, status: 200, body: { recipient_id: '24680', message_id: 'm_1' }, times: 1 };

describe('a message by the business’s page', () => {
  it('answers who wrote to it in the last 24 hours', async () => {
    await writes();
    await centre.cloud.advance('PT23H');
    await centre.meets(taken);
    await tells('ready');
    expect(await said()).toMatchObject([
      {
        url: 'https://graph.facebook.com/v25.0/me/messages',
        headers: { authorization: '[redacted]' },
        body: {
          recipient: { id: '24680' },
          messaging_type: 'RESPONSE',
          message: { text: expect.stringMatching(/^Your car is ready, and waits for you at /) },
        },
      },
    ]);
    expect(centre.inbox(ada)).not.toContain('tell-ready');
  });

  it('is none behind the window: email is the next', async () => {
    await writes();
    await centre.cloud.advance('PT24H');
    await tells('ready');
    expect(await said()).toEqual([]);
    expect(centre.inbox(ada)).toContain('tell-ready');
  });

  it('is none where somebody else wrote in the person’s name', async () => {
    await writes('other');
    await tells('ready');
    expect(await said()).toEqual([]);
    expect(centre.inbox(ada)).toContain('tell-ready');
  });

  it('is tried no more with a person whom the page does not reach, until they write again', async () => {
    await writes();
    await centre.meets({
      host,
      status: 400,
      body: { error: { code: 551, error_subcode: 1545041 } },
      times: 1,
    });
    await tells('arrived');
    await tells('in-service');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'tell-arrived', 'tell-in-service']);
    await writes();
    await centre.meets(taken);
    await tells('ready');
    expect(await said()).toHaveLength(2);
  });

  it('waits where Meta takes nothing now', async () => {
    await writes();
    await centre.meets({ host, status: 400, body: { error: { code: 613 } }, times: 1 });
    await centre.meets(taken);
    await tells('ready');
    await centre.cloud.advance('PT5M');
    expect(await said()).toHaveLength(2);
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
  });
});

describe('a page-scoped id', () => {
  it('is nobody’s to state but Meta’s', async () => {
    const stated = await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { messageId: 'm-psid', traits: { email: ada, messenger: '13579' }, messenger: '13579' },
    });
    expect(stated.status).toBe(200);
    await centre.cloud.settle();
    const { identifiers } = await centre.get<{ identifiers: object }>(`/v1/people/email:${ada}`);
    expect(identifiers).not.toHaveProperty('messenger');
  });
});
