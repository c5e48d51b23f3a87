import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { basic, IngestRig } from './ingest-rig.ts';

const now = '2026-11-20T12:00:00.000Z';
const claim = { userId: 'u1', event: 'Offer Claimed', properties: { offer: 'oil-change' } };

let rig: IngestRig;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  rig = new IngestRig();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call that is taken', () => {
  it('goes on its person’s line with everything that the timeline needs', async () => {
    const answer = await rig.call('/v1/track', {
      ...claim,
      messageId: 'm1',
      anonymousId: 'laptop',
      context: { traits: { email: 'Ada@Example.com', name: 'Ada' }, userAgent: 'x' },
      timestamp: '2030-01-01T00:00:00.000Z',
      sentAt: '2030-01-01T00:00:10.000Z',
      integrations: {},
    });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect(rig.sent).toEqual([
      {
        v: 1,
        person: expect.stringMatching(/^per_[a-z2-7]{24}$/),
        key: 'wk',
        messageId: 'm1',
        source: 'browser',
        type: 'track',
        name: 'Offer Claimed',
        properties: { offer: 'oil-change' },
        traits: { email: 'ada@example.com', name: 'Ada' },
        identifiers: { userId: 'u1', email: 'ada@example.com', anonymousId: 'laptop' },
        timestamp: '2026-11-20T11:59:50.000Z',
        receivedAt: now,
        hops: 0,
      },
    ]);
  });

  it('becomes an event of its type', async () => {
    await rig.call('/v1/identify', {
      userId: 'u1',
      traits: { name: 'Ada' },
      context: { traits: { plan: 'free' } },
    });
    await rig.call('/v1/page', {
      userId: 'u1',
      name: 'Offers',
      category: 'Shop',
      properties: { path: '/offers' },
    });
    await rig.call('/v1/screen', { userId: 'u1', name: 'Home' });
    await rig.call('/v1/group', { userId: 'u1', groupId: 7, traits: { name: 'Fleet' } });
    await rig.call('/v1/alias', { userId: 'u1', previousId: 'laptop' });
    expect(
      rig.sent.map(({ type, name, properties, traits }) => ({ type, name, properties, traits })),
    ).toEqual([
      { type: 'identify', name: 'Identified', properties: {}, traits: { name: 'Ada', plan: 'free' } },
      {
        type: 'page',
        name: 'Page Viewed',
        properties: { path: '/offers', name: 'Offers', category: 'Shop' },
      },
      { type: 'screen', name: 'Screen Viewed', properties: { name: 'Home' } },
      { type: 'group', name: 'Group Joined', properties: { groupId: 7, traits: { name: 'Fleet' } } },
      { type: 'alias', name: 'Alias Added', properties: { previousId: 'laptop' } },
    ]);
    expect(new Set(rig.sent.map(({ person }) => person)).size).toBe(1);
  });

  it('may come by the browser client’s short routes, as text/plain, with its key in the body', async () => {
    const headers = { authorization: '', 'content-type': 'text/plain' };
    const body = JSON.stringify({
      ...claim,
      anonymousId: 'laptop',
      userId: null,
      writeKey: 'wk_local',
      _metadata: {},
    });
    const answer = await rig.request('POST /v1/t', body, { headers });
    expect(answer.statusCode).toBe(200);
    expect(rig.sent[0]).toMatchObject({
      type: 'track',
      source: 'browser',
      identifiers: { anonymousId: 'laptop' },
    });
  });

  it('may come in base64, and compressed', async () => {
    const plain = Buffer.from(JSON.stringify(claim));
    const zipped = gzipSync(plain).toString('base64');
    await rig.request('POST /v1/track', plain.toString('base64'), { base64: true });
    await rig.request('POST /v1/track', zipped, { base64: true, headers: { 'content-encoding': 'gzip' } });
    expect(rig.sent.map(({ name }) => name)).toEqual(['Offer Claimed', 'Offer Claimed']);
  });

  it('gets a message id of its own when it brings none', async () => {
    await rig.call('/v1/track', claim);
    await rig.call('/v1/track', claim);
    expect(new Set(rig.sent.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('is a server’s with a secret key, as Basic or as Bearer', async () => {
    const booked = {
      userId: 'u1',
      event: 'Appointment Booked',
      properties: {
        bookingId: 'b1',
        service: 'oil-change',
        startsAt: '2026-11-24T09:00:00-05:00',
        timezone: 'America/New_York',
      },
    };
    expect((await rig.call('/v1/track', booked, 'sk_local')).status).toBe(200);
    const headers = { authorization: 'Bearer sk_local' };
    expect((await rig.request('POST /v1/track', JSON.stringify(booked), { headers })).statusCode).toBe(200);
    expect(rig.sent.map(({ key, source }) => [key, source])).toEqual([
      ['sk', 'server'],
      ['sk', 'server'],
    ]);
  });

  it('states an address of its person only: a browser cannot redirect or stop another’s mail', async () => {
    await rig.call('/v1/identify', { userId: 'u1', traits: { email: 'ada@example.com' } }, 'sk_local');
    await rig.call('/v1/identify', { userId: 'u1', traits: { email: 'mallory@example.com', name: 'M' } });
    await rig.call('/v1/identify', { userId: 'u1', traits: { email: null } });
    const [ada, mallory, nobody] = rig.sent;
    expect(ada?.traits).toEqual({ email: 'ada@example.com' });
    expect(mallory).toMatchObject({
      person: ada?.person,
      traits: { name: 'M' },
      identifiers: { userId: 'u1' },
    });
    expect(mallory?.traits).not.toHaveProperty('email');
    expect(nobody?.traits).toBeUndefined();
  });
});

describe('a call that is refused', () => {
  it.each([
    [
      'an unknown offer',
      { ...claim, properties: { offer: 'oilchange' } },
      422,
      'offer',
      'offer: unknown offer "oilchange"; known: oil-change',
    ],
    [
      'a booking by a browser',
      { ...claim, event: 'Appointment Booked' },
      403,
      'event',
      expect.stringContaining('server (secret key)'),
    ],
    ['nobody', { ...claim, userId: '' }, 400, 'userId', expect.stringContaining('anonymousId, traits.email')],
    ['no event', { userId: 'u1' }, 400, 'event', 'event: missing; track needs it'],
    [
      'properties that are none',
      { ...claim, properties: 'x' },
      400,
      'properties',
      expect.stringMatching(/^properties: .*object/),
    ],
    [
      'an object for an id',
      { ...claim, userId: {} },
      400,
      'userId',
      expect.stringMatching(/^userId: must be text/),
    ],
    [
      'no time',
      { ...claim, timestamp: 'yesterday' },
      400,
      'timestamp',
      expect.stringMatching(/^timestamp: must be/),
    ],
    [
      'no email',
      { ...claim, context: { traits: { email: 'ada' } } },
      422,
      'context.traits.email',
      expect.stringContaining('ada@example.com'),
    ],
    [
      'a number that cannot be kept',
      { ...claim, properties: { n: 2 ** 60 } },
      422,
      'properties.n',
      expect.stringContaining('send it as text'),
    ],
  ])('names %s', async (_, body, status, field, detail) => {
    const answer = await rig.call('/v1/track', body);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-request-id': 'req-1',
    });
    expect(answer).toMatchObject({
      status,
      body: {
        type: 'about:blank',
        title: expect.any(String),
        status,
        field,
        detail,
        instance: 'urn:request:req-1',
      },
    });
    expect(rig.sent).toEqual([]);
    expect(rig.memory.items.size).toBe(0);
  });

  it.each(['{', '', '[]', 'null', '"text"'])('for a body of %j', async (body) => {
    const answer = await rig.request('POST /v1/track', body);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body ?? '').field).toBe('body');
  });

  it('for its size', async () => {
    const answer = await rig.call('/v1/track', { ...claim, properties: { text: 'x'.repeat(600 * 1024) } });
    expect(answer).toMatchObject({
      status: 413,
      body: { detail: 'body: larger than 32768 bytes; send less at once' },
    });
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 32)).toString('base64');
    const sent = { base64: true, headers: { 'content-encoding': 'gzip' } };
    expect((await rig.request('POST /v1/batch', bomb, sent)).statusCode).toBe(413);
  });

  it('for a key that is missing or that nobody knows, without opening a log-in window', async () => {
    for (const authorization of ['', basic('wk_other'), basic(''), 'Bearer wk_other', 'Digest wk_local']) {
      const answer = await rig.request('POST /v1/track', JSON.stringify(claim), {
        headers: { authorization },
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers?.['www-authenticate']).toMatch(/^Bearer/);
    }
  });
});

describe('when a part is away', () => {
  it('asks the caller to come again, and finds the same person then', async () => {
    rig.lineIsAway = true;
    const answer = await rig.call('/v1/track', claim);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    const people = [...rig.memory.items.values()].flatMap(({ person }) => person ?? []);
    rig.lineIsAway = false;
    await rig.call('/v1/track', claim);
    expect(rig.sent.map(({ person }) => person)).toEqual(people);
  });

  it('says so for DynamoDB’s throttling, and tells nothing of other faults', async () => {
    let name = 'ThrottlingException';
    rig.memory.before = () => {
      throw Object.assign(new Error('table onward in account 123456789012'), { name });
    };
    expect((await rig.call('/v1/track', claim)).status).toBe(503);
    name = 'AccessDeniedException';
    const answer = await rig.call('/v1/track', claim);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('123456789012');
    expect(rig.logged).toHaveLength(2);
  });
});

describe('a secret key', () => {
  const track = { userId: 'u', event: 'Visited' };

  it('sends only if it has the scope to', async () => {
    const rig = new IngestRig();
    expect(await rig.call('/v1/track', track, 'sk_reader')).toMatchObject({
      status: 403,
      body: { scope: 'ingest', field: 'authorization' },
    });
    expect(rig.sent).toEqual([]);
  });

  it('that was given a number of calls is counted, in lumps, and the others are not', async () => {
    const rig = new IngestRig();
    await rig.call('/v1/track', track, 'sk_local');
    expect(rig.counted).toEqual([]);
    for (let call = 0; call < 40; call += 1) await rig.call('/v1/track', track, 'sk_slow');
    expect(rig.counted[0]).toEqual({ key: 'slow', lump: 2 });
    expect(await rig.call('/v1/track', track, 'sk_slow')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
    });
  });
});
