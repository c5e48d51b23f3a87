import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre, monday } from './centre.ts';

const psid = '7300000000000001';

describe('a message to the page', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
  });
  afterEach(() => centre.cloud.close());

  const signed = (body: string, secret = 'local-app-secret') =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

  const post = async (told: unknown, signature?: string) => {
    const body = typeof told === 'string' ? told : JSON.stringify(told);
    const answer = await centre.cloud.http('POST', '/webhooks/meta', {
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? signed(body) },
      body,
    });
    await centre.cloud.settle();
    return answer;
  };

  const page = (...messaging: object[]) => ({
    object: 'page',
    entry: [
      {
        id: '1234',
        time: monday,
        messaging: messaging.map((each) => ({
          sender: { id: psid },
          recipient: { id: '1234' },
          timestamp: monday,
          ...each,
        })),
      },
    ],
  });

  const received = async () => {
    const path = `/v1/people/messenger:${psid}/timeline?limit=200`;
    const { items } = await centre.get<{ items: { name: string; properties: object }[] }>(path);
    return items.filter(({ name }) => name === 'Message Received').map(({ properties }) => properties);
  };

  it('makes a person by the id that Meta vouches for, and is on their timeline once', async () => {
    const told = page({ message: { mid: 'm_1', text: 'Is the 20% still on?' } });
    expect(await post(told)).toMatchObject({ status: 200, body: 'EVENT_RECEIVED' });
    await post(told);
    await post(page({ message: { mid: 'm_2', text: 'Hello?', quick_reply: { payload: 'CLAIM' } } }));
    const [first, second, ...others] = await received();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      channel: 'social',
      from: psid,
      sender: 'person',
      text: 'Is the 20% still on?',
      attachments: [],
    });
    expect(second).toMatchObject({ text: 'Hello?', payload: 'CLAIM' });
    expect(second).toMatchObject({ thread: Reflect.get(first ?? {}, 'thread') });
  });

  it('may be a button that was pressed, with an id or without', async () => {
    const pressed = { postback: { title: 'Claim the offer', payload: 'CLAIM_OIL_CHANGE' } };
    await post(page(pressed));
    await post(page(pressed));
    await post(page({ ...pressed, timestamp: monday + 1000 }));
    expect(await received()).toMatchObject([
      { text: 'Claim the offer', payload: 'CLAIM_OIL_CHANGE' },
      { payload: 'CLAIM_OIL_CHANGE' },
    ]);
  });

  it('whose id no key of a record has room for is put aside', async () => {
    const { status } = await post(page({ message: { mid: 'm'.repeat(3_000), text: 'Hello' } }));
    expect(status).toBe(200);
    const { items } = await centre.get<{ items: object[] }>('/v1/quarantine');
    expect(items).toMatchObject([
      { channel: 'social', from: psid, reason: 'its id has 3000 bytes; at most 1000 are kept' },
    ]);
  });

  it('of our own, told back, and receipts are left out', async () => {
    await post(page({ message: { mid: 'm_0', text: 'hi' } }));
    const answer = await post(
      page(
        { message: { mid: 'm_1', text: 'ours', is_echo: true } },
        { delivery: { mids: ['m_1'] } },
        { read: { watermark: 1 } },
        { message: 'nonsense' },
        { sender: 'nobody' },
      ),
    );
    expect(answer.status).toBe(200);
    expect(await received()).toHaveLength(1);
  });

  it.each([
    ['is not signed', 401, page({ message: { mid: 'm_1', text: 'x' } }), ''],
    [
      'is signed by another secret',
      401,
      '{"object":"page","entry":[]}',
      signed('{"object":"page","entry":[]}', 'another-secret'),
    ],
    ['is signed for another body', 401, '{"object":"page","entry":[]}', signed('{}')],
    ['has a signature that is none', 401, '{}', 'sha256=zz'],
    ['is no JSON', 400, 'not json', undefined],
    ['is about something else', 400, { object: 'user', entry: [] }, undefined],
    ['is too large', 413, { object: 'page', entry: [], x: 'y'.repeat(300_000) }, undefined],
  ])('that %s is refused with %i', async (_what, status, told, signature) => {
    expect((await post(told, signature)).status).toBe(status);
  });

  it('sets up the webhook for who knows the token that the owner chose', async () => {
    const asked = (token: string, challenge: string) =>
      centre.cloud.http(
        'GET',
        `/webhooks/meta?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=${encodeURIComponent(challenge)}`,
      );
    const { status, body, headers } = await asked('local-verify-token', '1158201444');
    expect({ status, body }).toEqual({ status: 200, body: '1158201444' });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await asked('local-verify-tokem', '1158201444')).status).toBe(403);
    expect((await asked('local-verify-token', '<script>')).status).toBe(400);
  });
});
