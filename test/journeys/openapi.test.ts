import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../infra/api-document.ts';
import { Conformity } from '../support/conformity.ts';
import { Centre } from './centre.ts';
import { Correspondence } from './correspondence.ts';

const ada = 'ada@example.com';
const secret = { authorization: 'Bearer sk_local' };

let centre: Centre;
let conformity: Conformity;

beforeAll(async () => {
  centre = await Centre.open();
  const { body } = await centre.cloud.http('GET', '/v1/openapi.json');
  conformity = new Conformity(JSON.parse(String(body)));
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
  await centre.books(ada, 3);
  await centre.cloud.advance('PT1H');
  await new Correspondence(centre).writes(ada, { text: 'Do you have tyres as well?' });
  for (const email of ['bob@example.com', 'eve@example.com', 'bo@example.com', 'zoe@example.com'])
    await centre.consents(email, 'email');
});
afterAll(() => centre.cloud.close());

interface Example {
  /** What the variables of its path stand for. */
  readonly ids?: readonly string[];
  readonly query?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const person = `email:${ada}`;

/** Its good call wants points that friends must earn first: test/journeys/rewards.test.ts makes it. */
const wantsPoints = 'redeemPoints';

/** Good calls, for the routes that need something to be good; what needs nothing is called as it is. */
const examples: Readonly<Record<string, () => Promise<Example>>> = {
  getPerson: async () => ({ ids: [person] }),
  getTimeline: async () => ({ ids: [person] }),
  getPoints: async () => ({ ids: [person] }),
  getJourney: async () => ({ ids: ['oil-change-offer'] }),
  startRun: async () => ({
    ids: ['oil-change-offer'],
    body: { person, properties: { offer: 'oil-change' } },
  }),
  getRun: async () => ({ ids: [(await centre.runs(ada, 'appointment'))[0]?.id ?? ''] }),
  getCoupon: async () => ({ ids: [await coupon()] }),
  redeemCoupon: async () => ({ ids: [await coupon()], body: { person } }),
  getAudience: async () => ({ ids: ['oil-change-retargeting'] }),
  getKey: async () => ({ ids: ['sk'] }),
  createKey: async () => ({ body: { name: 'Reports', scopes: ['read'] } }),
  changeKey: async () => ({ ids: [await madeKey()], body: { name: 'Other' }, headers: { 'if-match': '*' } }),
  rotateKey: async () => ({ ids: [await madeKey()], body: {} }),
  listSuppressions: async () => ({ query: `?address=${ada}` }),
  liftSuppression: async () => ({ ids: [ada] }),
  getConversation: async () => ({ ids: [(await conversation()).id] }),
  answerConversation: async () => {
    const { id, lastSeen } = await conversation();
    return { ids: [id], body: { text: 'We do.', lastSeen } };
  },
  closeConversation: async () => {
    const { id, lastSeen } = await conversation();
    return { ids: [id], body: { lastSeen } };
  },
  mergePeople: async () => ({ ids: ['email:bob@example.com'], body: { other: 'email:bo@example.com' } }),
  erasePerson: async () => ({ ids: ['email:eve@example.com'] }),
  getErasure: async () => ({ ids: [await erasure()] }),
  getReport: async () => ({ query: '?by=channel' }),
  getFunnel: async () => ({ ids: ['oil-change-offer'] }),
  putSpend: async () => ({ ids: ['sms', '2026-11'], body: { amount: 12.5 } }),
  startRecount: async () => {
    // One that a bad call began, which has no body to be bad, is over by then.
    await centre.cloud.advance('PT1H');
    return {};
  },
  deleteKey: async () => ({ ids: [await madeKey()] }),
};

async function coupon(): Promise<string> {
  const { items } = await centre.get<{ items: { name: string; properties: { code: string } }[] }>(
    `/v1/people/${person}/timeline`,
  );
  return items.find(({ name }) => name === 'Coupon Issued')?.properties.code ?? '';
}

async function conversation(): Promise<{ readonly id: string; readonly lastSeen: string }> {
  const statuses = ['open', 'answered', 'closed'];
  const lists = await Promise.all(
    statuses.map((status) => centre.get<{ items: { id: string }[] }>(`/v1/conversations?status=${status}`)),
  );
  return centre.get(`/v1/conversations/${lists.flatMap(({ items }) => items)[0]?.id}`);
}

async function erasure(): Promise<string> {
  const erased = await centre.cloud.http('DELETE', '/v1/people/email:zoe@example.com', { headers: secret });
  return (erased.json() as { id: string }).id;
}

async function madeKey(): Promise<string> {
  const made = await centre.cloud.http('POST', '/v1/keys', {
    headers: secret,
    body: { name: 'test', scopes: ['read'] },
  });
  return (made.json() as { id: string }).id;
}

async function call(routeKey: string, { ids = [], query = '', body, headers = {} }: Example) {
  const [method = '', path = ''] = routeKey.split(' ');
  const left = ids.values();
  const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(left.next().value ?? 'none'));
  return centre.cloud.http(method, `${filled}${query}`, {
    headers: { ...secret, ...headers },
    ...(body && { body }),
  });
}

/** Bad calls that every route may get. */
const bad: Readonly<Record<string, Example>> = {
  'no body, no ids': {},
  'an empty body': { body: {} },
  'a body of the wrong kind': { body: [1] },
  'strange members': { body: { person: 5, properties: 'x', reward: [], text: 7, name: '', scopes: ['all'] } },
  'a strange query': { query: '?limit=many&cursor=x&day=x&status=x&from=x' },
  'ids that are none': { ids: ['__proto__', '__proto__'], body: {} },
  'ids of nobody': { ids: ['email:nobody@example.com', 'x'], body: {} },
  'an id that is too long': { ids: ['x'.repeat(3_000)], body: {} },
  'no key': { headers: { authorization: 'none' } },
  'a write key': { headers: { authorization: 'Bearer wk_local' } },
};

describe.each(apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (routeKey, route) => {
    it('answers bad calls as the document says', async () => {
      for (const [what, example] of Object.entries(bad))
        expect(conformity.faults(routeKey, await call(routeKey, example)), what).toEqual([]);
    });

    if (route.operationId === wantsPoints) return;
    it('answers a good call as the document says', async () => {
      const example = examples[route.operationId];
      if (!example && (route.method !== 'GET' || route.path.includes('{')))
        throw new Error(`${route.operationId}: give an example of a good call`);
      const answer = await call(routeKey, (await example?.()) ?? {});
      expect(conformity.faults(routeKey, answer)).toEqual([]);
      expect(answer.status, String(answer.body)).toBe(route.answer.status);
    });
  },
);

it('describes each route with the scope that it needs', async () => {
  const { paths } = (await centre.cloud.http('GET', '/v1/openapi.json')).json() as {
    paths: Record<string, Record<string, { security: unknown }>>;
  };
  for (const { method, path, scope } of apiRoutes)
    expect(paths[path]?.[method.toLowerCase()]?.security, `${method} ${path}`).toEqual([
      { secretKey: [scope] },
    ]);
});
