import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

async function call(
  method: string,
  path: string,
  {
    key = 'sk_local',
    body,
    headers = {},
  }: { key?: string; body?: object | undefined; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await centre.cloud.http(method, path, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body !== undefined && { body }),
  });
  return { ...answer, body: answer.status === 204 ? {} : (answer.json() as Answer['body']) };
}

/** A key of the API's making, and its text; it opens everywhere once it is returned. */
async function make(body: Readonly<Record<string, unknown>>, key?: string) {
  const made = await call('POST', '/v1/keys', { body: { name: 'test', ...body }, ...(key && { key }) });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await centre.cloud.advance('PT1M');
  return { id: String(made.body.id), text: String(made.body.text) };
}

describe('a key of the API’s making', () => {
  it('is shown once, and opens what it was made for', async () => {
    const { id, text } = await make({ name: 'Reports', scopes: ['read'], perMinute: 60 });
    expect(text).toMatch(/^sk_[a-z2-7]{32}$/);
    expect((await call('GET', '/v1/journeys', { key: text })).status).toBe(200);
    expect(await call('GET', '/v1/keys', { key: text })).toMatchObject({
      status: 403,
      body: { scope: 'admin' },
    });
    const { body } = await call('GET', '/v1/keys');
    expect(body.items).toMatchObject([
      { id: 'wk', madeBy: 'owner', kind: 'write', scopes: ['ingest'] },
      { id: 'sk', madeBy: 'owner', scopes: ['ingest', 'read', 'market', 'admin'] },
      { id, name: 'Reports', madeBy: 'api', scopes: ['read'], perMinute: 60, createdBy: 'sk' },
    ]);
    expect(JSON.stringify(body)).not.toContain(text);
  });

  it('sends events, if it is good for that', async () => {
    const { text } = await make({ scopes: ['ingest'] });
    const sent = { userId: 'u-1', event: 'Visited' };
    const authorization = `Basic ${Buffer.from(`${text}:`).toString('base64')}`;
    expect((await call('POST', '/v1/track', { body: sent, headers: { authorization } })).status).toBe(200);
  });

  it('is made once for one Idempotency-Key', async () => {
    const once = { body: { name: 'a', scopes: ['read'] }, headers: { 'idempotency-key': 'once' } };
    const first = await call('POST', '/v1/keys', once);
    expect(await call('POST', '/v1/keys', once)).toMatchObject({ status: 409, body: { id: first.body.id } });
  });

  it('is rotated without a gap: both texts open until the moment said, and then the new one alone', async () => {
    const { id, text: old } = await make({ scopes: ['read'] });
    const rotated = await call('POST', `/v1/keys/${id}/rotate`, { body: {} });
    const text = String(rotated.body.text);
    const opens = async (key: string) => (await call('GET', '/v1/journeys', { key })).status;
    await centre.cloud.advance('PT1M');
    expect([await opens(old), await opens(text)]).toEqual([200, 200]);
    await centre.cloud.advance('P1D');
    expect([await opens(old), await opens(text)]).toEqual([401, 200]);
  });

  it('ends when it was to end', async () => {
    const expires = new Date(centre.cloud.now() + 3_600_000).toISOString();
    const { text } = await make({ scopes: ['read'], expires });
    await centre.cloud.advance('PT1H');
    expect(await call('GET', '/v1/journeys', { key: text })).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining(`expired at ${expires}`) },
    });
  });

  it('is refused with a misspelt member: one without the end that was meant would open for ever', async () => {
    const { id } = await make({ scopes: ['read'] });
    const expire = '2027-01-01T00:00:00Z';
    const headers = { 'if-match': '*' };
    for (const [method, path, body] of [
      ['POST', '', { name: 'test', scopes: ['read'], expire }],
      ['PATCH', `/${id}`, { expire }],
      ['POST', `/${id}/rotate`, { expire }],
    ] as const)
      expect(await call(method, `/v1/keys${path}`, { body, headers })).toMatchObject({
        status: 400,
        body: { detail: 'unknown field "expire"; remove it' },
      });
  });

  it('is changed by its ETag, and taken away', async () => {
    const { id, text } = await make({ scopes: ['read'] });
    const path = `/v1/keys/${id}`;
    const { headers } = await call('GET', path);
    expect(headers.etag).toBe('"1"');
    const to = (body: object, etag?: string) =>
      call('PATCH', path, { body, headers: etag === undefined ? {} : { 'if-match': etag } });
    expect((await to({ name: 'b' })).status).toBe(428);
    expect(await to({ scopes: ['read', 'market'] }, '"1"')).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { scopes: ['read', 'market'], name: 'test' },
    });
    expect((await to({ name: 'late' }, '"1"')).status).toBe(412);
    expect((await call('DELETE', path)).status).toBe(204);
    await centre.cloud.advance('PT1M');
    expect((await call('GET', '/v1/journeys', { key: text })).status).toBe(401);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it('is limited to its calls a minute, over the API and events together', async () => {
    const { text } = await make({ scopes: ['read', 'ingest'], perMinute: 3 });
    const tries = [];
    for (let tried = 0; tried < 4; tried += 1) tries.push(await call('GET', '/v1/journeys', { key: text }));
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(tries[0]?.headers).toMatchObject({ 'ratelimit-policy': '"minute";q=3;w=60' });
    expect(tries[3]).toMatchObject({
      headers: { 'retry-after': '60', 'content-type': 'application/problem+json' },
      body: { 'violated-policies': ['minute'] },
    });
    const event = { userId: 'u-1', event: 'Visited' };
    expect((await call('POST', '/v1/track', { key: text, body: event })).status).toBe(429);
    await centre.cloud.advance('PT1M');
    expect((await call('GET', '/v1/journeys', { key: text })).status).toBe(200);
  });
});

describe('nobody gives more than they have', () => {
  it('neither scopes, nor calls, nor time, to a new key, to their own, or by rotating a mightier one', async () => {
    const ends = new Date(centre.cloud.now() + 86_400_000).toISOString();
    const mighty = await make({ scopes: ['market', 'read'] });
    const { id, text: key } = await make({ scopes: ['admin', 'read'], perMinute: 100, expires: ends });
    const own = { scopes: ['read'], perMinute: 100, expires: ends };
    const give = (body: object) => call('POST', '/v1/keys', { key, body: { name: 'x', ...own, ...body } });
    expect((await give({})).status).toBe(201);
    const later = new Date(centre.cloud.now() + 2 * 86_400_000).toISOString();
    for (const [field, body] of [
      ['scopes', { scopes: ['read', 'market'] }],
      ['perMinute', { perMinute: 101 }],
      ['perMinute', { perMinute: undefined }],
      ['expires', { expires: later }],
      ['expires', { expires: undefined }],
    ] as const)
      expect(await give(body), JSON.stringify(body)).toMatchObject({ status: 403, body: { field } });
    for (const body of [{ scopes: ['market'] }, { perMinute: null }, { expires: null }, { expires: later }])
      expect(
        await call('PATCH', `/v1/keys/${id}`, { key, body, headers: { 'if-match': '*' } }),
        JSON.stringify(body),
      ).toMatchObject({ status: 403 });
    expect(await call('POST', `/v1/keys/${mighty.id}/rotate`, { key, body: {} })).toMatchObject({
      status: 403,
      body: { field: 'scopes', detail: `scopes: the key "${id}" has no market to give` },
    });
  });
});

describe('the owner’s keys', () => {
  it('are shown, and changed by hand alone', async () => {
    expect(await call('GET', '/v1/keys/sk')).toMatchObject({ status: 200, body: { madeBy: 'owner' } });
    for (const [method, path, body] of [
      ['DELETE', '/v1/keys/sk', undefined],
      ['PATCH', '/v1/keys/sk', { name: 'mine' }],
      ['POST', '/v1/keys/sk/rotate', {}],
    ] as const)
      expect(await call(method, path, body && { body })).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('npm run keys') },
      });
  });
});

it('the last key with the scope admin cannot be taken away, nor lose it', async () => {
  const { id, text: key } = await make({ scopes: ['admin', 'read'] });
  const readOnly = [{ id: 'wk', kind: 'write', hash: 'a'.repeat(64) }];
  await centre.cloud.call('ssm', 'PutParameter', {
    Name: '/onward/keys',
    Type: 'SecureString',
    Value: JSON.stringify(readOnly),
    Overwrite: true,
  });
  await centre.cloud.advance('PT1M');
  expect(await call('DELETE', `/v1/keys/${id}`, { key })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('the last key with the scope admin') },
  });
  const lose = { key, body: { scopes: ['read'] }, headers: { 'if-match': '*' } };
  expect((await call('PATCH', `/v1/keys/${id}`, lose)).status).toBe(409);
  expect((await call('GET', `/v1/keys/${id}`, { key })).body).toMatchObject({ scopes: ['admin', 'read'] });
});

describe('the audit', () => {
  const audit = async (query = '') =>
    (await call('GET', `/v1/audit${query}`)).body as { items: object[]; next: string };

  it('tells who changed what, without what was said, and what came of it', async () => {
    const { id, text: key } = await make({ name: 'Secret plans', scopes: ['read', 'market'] });
    const path = '/v1/journeys/oil-change-offer/runs';
    for (const [to, body] of [
      [path, { person: 'email:ada@example.com', properties: {} }],
      ['/v1/people/email%3Aada@example.com/points/redeem', { reward: 'x' }],
      ['/v1/keys', { name: 'no', scopes: ['read'] }],
    ] as const) {
      await centre.cloud.advance('PT1S');
      await call('POST', to, { key, body });
    }
    await call('GET', '/v1/journeys', { key });
    const { items } = await audit();
    expect(items).toMatchObject([
      { key: id, operation: 'createKey', outcome: 403 },
      { key: id, operation: 'redeemPoints', resource: 'POST /v1/people/email:…/points/redeem', outcome: 422 },
      { key: id, operation: 'startRun', resource: `POST ${path}`, outcome: 404 },
      {
        key: 'sk',
        operation: 'createKey',
        outcome: 201,
        subject: id,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/ada@example|Secret plans|sk_[a-z2-7]{32}/);
  });

  it('is read page by page, day by day', async () => {
    for (let made = 0; made < 3; made += 1) {
      await centre.cloud.advance('PT1S');
      await call('DELETE', `/v1/keys/key-${made}`);
    }
    const first = await audit('?limit=2');
    const second = await audit(`?limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toMatchObject(
      [2, 1, 0].map((made) => ({ resource: `DELETE /v1/keys/key-${made}` })),
    );
    expect(second.next).toBeNull();
    expect((await audit('?day=2026-11-22')).items).toEqual([]);
    expect((await call('GET', '/v1/audit?day=today')).status).toBe(400);
  });

  it('knows of a call that was cut short', async () => {
    centre.cloud.crash({ function: 'onward-keys', afterCall: 2 });
    await call('POST', '/v1/keys', { body: { name: 'x', scopes: ['read'] } });
    expect((await audit()).items).toMatchObject([
      { operation: 'createKey', outcome: 'begun', endedAt: null },
    ]);
  });
});
