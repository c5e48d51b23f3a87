import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../domain/keys/scopes.ts';
import { apiRoutes } from '../../infra/api-document.ts';
import { specs } from '../../infra/specs.ts';
import { Centre } from './centre.ts';

/** Every route of the API, from the lists that deploy and describe it: a new one is tried by being there. */
const routes = apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

let centre: Centre;
/** Texts of keys, each good for one scope alone. */
const keys = new Map<string, string>();

beforeAll(async () => {
  centre = await Centre.open();
  const make = async (body: object): Promise<string> => {
    const headers = { authorization: 'Bearer sk_local' };
    const answer = await centre.cloud.http('POST', '/v1/keys', { headers, body: { name: 'x', ...body } });
    return (answer.json() as { text: string }).text;
  };
  for (const scope of scopes) keys.set(scope, await make({ scopes: [scope] }));
  const expires = new Date(centre.cloud.now() + 1_000).toISOString();
  keys.set('expired', await make({ scopes: [...scopes], expires }));
  await centre.cloud.advance('PT1M');
});
afterAll(() => centre.cloud.close());

async function call(routeKey: string, authorization: string | undefined, { query = '', id = 'forged' } = {}) {
  const [method = '', path = ''] = routeKey.split(' ');
  const answer = await centre.cloud.http(method, `${path.replaceAll(/\{\w+\}/g, id)}${query}`, {
    headers: authorization === undefined ? {} : { authorization },
    ...(method !== 'GET' && method !== 'DELETE' && { body: {} }),
  });
  return { status: answer.status, type: answer.headers['content-type'], body: String(answer.body) };
}

/** Refused for what it asks, not for who asks: with these ids and bodies nothing is found or done. */
const gotIn = (status: number): boolean => status !== 401 && status !== 403 && status < 500;

describe.each(routes)('%s', (routeKey, route) => {
  it.each(scopes)('with a key for %s alone', async (scope) => {
    const { status, type, body } = await call(routeKey, `Bearer ${keys.get(scope)}`);
    if (scope === route.scope) expect(gotIn(status), `${status} ${body}`).toBe(true);
    else {
      expect([status, type], body).toEqual([403, 'application/problem+json']);
      expect(JSON.parse(body)).toMatchObject({ scope: route.scope });
    }
  });

  it('with no key that opens', async () => {
    for (const [authorization, expected] of [
      [undefined, 401],
      ['Bearer sk_unknown', 401],
      ['Bearer', 401],
      [`Bearer ${keys.get('expired')}`, 401],
      ['Bearer wk_local', 403],
      [`Basic ${Buffer.from('wk_local:').toString('base64')}`, 403],
    ] as const) {
      const { status, type } = await call(routeKey, authorization);
      expect([authorization, status, type]).toEqual([authorization, expected, 'application/problem+json']);
    }
  });

  it('with a forged cursor', async () => {
    const { status, body } = await call(routeKey, `Bearer ${keys.get(route.scope)}`, {
      query: '?cursor=Zm9yZ2Vk',
    });
    expect(status, body).toBeGreaterThanOrEqual(route.method === 'GET' && !route.query ? 200 : 400);
    expect(status, body).toBeLessThan(500);
  });
});

it.each(routes.filter(([key]) => key.includes('{')))('%s with forged ids', async (routeKey, route) => {
  const nobody = `${'a'.repeat(24)}`;
  for (const id of [
    `per_${nobody}`,
    `run_${nobody}_${'b'.repeat(16)}`,
    `thr_${nobody}_${'b'.repeat(16)}`,
    'email:nobody@example.com',
    '__proto__',
    'PROFILE',
    '%23~',
    'x'.repeat(3000),
  ]) {
    const { status, body } = await call(routeKey, `Bearer ${keys.get(route.scope)}`, { id });
    expect(gotIn(status) && status >= 400, `${id}: ${status} ${body}`).toBe(true);
  }
});

it('covers each route that a function has under /v1, but for those that ask for keys themselves', () => {
  const deployed = specs
    .flatMap(({ triggers }) => triggers?.routes ?? [])
    .filter((key) => key.includes(' /v1/'));
  const open = deployed.filter((key) => !routes.some(([known]) => known === key));
  expect(
    open
      .filter(
        (key) => !/^POST \/v1\/(\w{1,2}|batch|identify|track|page|screen|group|alias|import)$/.test(key),
      )
      .toSorted(),
  ).toEqual(['GET /v1/openapi.json', 'GET /v1/rejected']);
});

it('keeps what was rejected of events from keys that may not read', async () => {
  const tried = async (key: string | undefined) =>
    (await call('GET /v1/rejected', key && `Bearer ${key}`)).status;
  expect(await tried(keys.get('read'))).toBe(200);
  for (const scope of ['ingest', 'market', 'admin']) expect(await tried(keys.get(scope)), scope).toBe(403);
  for (const [key, status] of [
    [undefined, 401],
    ['sk_unknown', 401],
    [keys.get('expired'), 401],
    ['wk_local', 403],
  ] as const)
    expect(await tried(key)).toBe(status);
});
