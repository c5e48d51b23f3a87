import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IngestRig } from './ingest-rig.ts';

const claim = (userId: string, offer = 'oil-change') => ({
  type: 'track',
  userId,
  event: 'Offer Claimed',
  messageId: `m-${userId}`,
  properties: { offer },
});

let rig: IngestRig;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:00:00.000Z') });
  rig = new IngestRig();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a batch', () => {
  it('is taken in its order, by one time of sending', async () => {
    const batch = ['u1', 'u2', 'u1', 'u3'].map((user, n) => ({
      ...claim(user),
      messageId: `m${n}`,
      timestamp: '2030-01-01T00:00:00.000Z',
    }));
    const answer = await rig.call('/v1/batch', { batch, sentAt: '2030-01-01T00:00:05.000Z' });
    expect(answer).toMatchObject({ status: 200, body: { success: true, rejected: [] } });
    expect(rig.sent.map(({ messageId }) => messageId)).toEqual(['m0', 'm1', 'm2', 'm3']);
    expect(rig.sent[0]?.person).toBe(rig.sent[2]?.person);
    expect(rig.sent.map(({ timestamp }) => timestamp)).toEqual(Array(4).fill('2026-11-20T11:59:55.000Z'));
  });

  it('never loses its good calls, and names what it rejected', async () => {
    const batch = [
      claim('u1'),
      claim('u2', 'oilchange'),
      'text',
      { ...claim('u3'), type: 'purchase' },
      { ...claim('u4'), event: 'Appointment Booked' },
      { ...claim('u5'), properties: { offer: 'oil-change', text: 'x'.repeat(33 * 1024) } },
      claim('u6'),
    ];
    const { status, body } = await rig.call('/v1/batch', { batch });
    expect(status).toBe(200);
    expect(rig.sent.map(({ messageId }) => messageId)).toEqual(['m-u1', 'm-u6']);
    expect(body.rejected).toEqual([
      { index: 1, messageId: 'm-u2', reason: 'offer: unknown offer "oilchange"; known: oil-change' },
      { index: 2, messageId: null, reason: 'batch: each must be an object' },
      { index: 3, messageId: 'm-u3', reason: expect.stringMatching(/^type: must be one of: track/) },
      { index: 4, messageId: 'm-u4', reason: expect.stringMatching(/^event: Appointment Booked is sent by/) },
      {
        index: 5,
        messageId: 'm-u5',
        reason: expect.stringMatching(/^body: \d+ bytes; a call may have 32768$/),
      },
    ]);
  });

  it('takes the good calls also when what it rejects could not be kept', async () => {
    const odd = JSON.parse('{"type":"track","event":"Odd","constructor":{"name":"Set"}}');
    const { status, body } = await rig.call('/v1/batch', { batch: [odd, claim('u1')] });
    expect(status).toBe(200);
    expect(body.rejected).toMatchObject([{ index: 0, reason: expect.stringMatching(/^userId: missing/) }]);
    expect(rig.sent.map(({ messageId }) => messageId)).toEqual(['m-u1']);
  });

  it('finds one person for calls that name one, however they do', async () => {
    const page = { type: 'page', anonymousId: 'laptop' };
    const identify = { type: 'identify', anonymousId: 'laptop', traits: { email: 'ada@example.com' } };
    const track = {
      ...claim('u1'),
      context: { traits: { email: 'ada@example.com' } },
      anonymousId: 'laptop',
    };
    await rig.call('/v1/b', { batch: [page, identify, track, page, claim('u1')] });
    expect(rig.sent).toHaveLength(5);
    expect(new Set(rig.sent.map(({ person }) => person)).size).toBe(1);
  });

  it('gives its context to calls that have none of their own', async () => {
    const context = { traits: { plan: 'free' } };
    const own = { ...claim('u2'), context: { traits: { plan: 'gold' } } };
    await rig.call('/v1/import', { batch: [claim('u1'), own], context });
    expect(rig.sent.map(({ traits }) => traits)).toEqual([{ plan: 'free' }, { plan: 'gold' }]);
  });

  it('asks once about neighbours that name the same', async () => {
    await rig.call('/v1/batch', {
      batch: Array.from({ length: 50 }, (_, n) => ({ ...claim('u1'), messageId: `${n}` })),
    });
    expect(rig.sent).toHaveLength(50);
    expect(rig.memory.counts.GetItem).toBe(1);
  });

  it('is refused whole when it is none, or too large', async () => {
    expect(await rig.call('/v1/batch', { batch: {} })).toMatchObject({
      status: 400,
      body: { field: 'batch' },
    });
    expect(await rig.call('/v1/batch', { batch: Array(2501).fill(0) })).toMatchObject({ status: 413 });
    const large = [{ ...claim('u1'), properties: { text: 'x'.repeat(600 * 1024) } }];
    expect(await rig.call('/v1/batch', { batch: large })).toMatchObject({ status: 413 });
    expect(rig.sent).toEqual([]);
  });

  it('survives a call of brackets alone', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"batch":[${JSON.stringify(claim('u1'))},{"type":"track","userId":"u2","event":"x","properties":{"deep":${deep}}}]}`;
    const answer = await rig.request('POST /v1/batch', body);
    expect(JSON.parse(answer.body ?? '').rejected).toHaveLength(1);
    expect(rig.sent).toHaveLength(1);
  });
});

describe('what was rejected', () => {
  const bad = (n: number) => ({ ...claim(`u${n}`, 'oilchange') });

  it('can be read back with a secret key, newest first, call and all', async () => {
    await rig.call('/v1/batch', { batch: [bad(1), bad(2)] });
    vi.setSystemTime(new Date('2026-11-20T12:00:01.000Z'));
    await rig.call('/v1/batch', { batch: [bad(3)] }, 'sk_local');
    const { status, body } = await rig.rejected();
    expect(status).toBe(200);
    expect(body.next).toBeNull();
    expect(body.items.map((item: { messageId: string }) => item.messageId)).toEqual(['m-u3', 'm-u2', 'm-u1']);
    expect(body.items[2]).toEqual({
      index: 0,
      messageId: 'm-u1',
      reason: 'offer: unknown offer "oilchange"; known: oil-change',
      call: bad(1),
      key: 'wk',
      at: '2026-11-20T12:00:00.000Z',
    });
    const { body: own } = await rig.rejected({ key: 'sk' });
    expect(own.items.map((item: { messageId: string }) => item.messageId)).toEqual(['m-u3']);
  });

  it('comes page by page', async () => {
    await rig.call('/v1/batch', { batch: [1, 2, 3, 4, 5].map(bad) });
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page += 1) {
      const { body } = await rig.rejected({ limit: '2', ...(cursor && { cursor }) });
      seen.push(...body.items.map((item: { messageId: string }) => item.messageId));
      cursor = body.next;
    }
    expect(seen).toEqual(['m-u5', 'm-u4', 'm-u3', 'm-u2', 'm-u1']);
  });

  it('is gone after thirty days', async () => {
    await rig.call('/v1/batch', { batch: [bad(1)] });
    const [item] = [...rig.memory.items.values()].filter(({ pk }) => pk === 'REJECTED#wk');
    expect(item?.expires).toBe(Date.parse('2026-12-20T12:00:00.000Z') / 1000);
    vi.setSystemTime(new Date('2026-12-20T12:00:01.000Z'));
    expect((await rig.rejected()).body).toEqual({ items: [], next: null });
  });

  it('is not for a write key, which reads nothing', async () => {
    expect((await rig.rejected({}, 'wk_local')).status).toBe(403);
  });

  it('says what is wrong with a question', async () => {
    expect(await rig.rejected({ key: 'other' })).toMatchObject({ status: 404, body: { field: 'key' } });
    expect(await rig.rejected({ limit: '0' })).toMatchObject({ status: 400, body: { field: 'limit' } });
    for (const cursor of ['', 'x', 'AAAA', Buffer.from('~'.repeat(1_500)).toString('base64url')])
      expect(await rig.rejected({ cursor })).toMatchObject({ status: 400, body: { field: 'cursor' } });
  });
});
