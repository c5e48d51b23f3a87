import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../infra/api-document.ts';
import { Conformity } from '../support/conformity.ts';
import { ada, type Example, others } from './api-examples/example.ts';
import { keyExamples } from './api-examples/keys.ts';
import { marketingExamples } from './api-examples/marketing.ts';
import { peopleExamples } from './api-examples/people.ts';
import { scheduleExamples } from './api-examples/schedules.ts';
import { segmentExamples } from './api-examples/segments.ts';
import { Correspondence } from './correspondence.ts';
import { Marketer } from './marketing.ts';

let marketer: Marketer;
let conformity: Conformity;

beforeAll(async () => {
  marketer = await Marketer.open({}, true);
  const { centre } = marketer;
  const { body } = await centre.cloud.http('GET', '/v1/openapi.json');
  conformity = new Conformity(JSON.parse(String(body)));
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
  await centre.books(ada, 3);
  await centre.cloud.advance('PT1H');
  await new Correspondence(centre).writes(ada, { text: 'Do you have tyres as well?' });
  for (const email of others) await centre.consents(email, 'email');
});
afterAll(() => marketer.centre.cloud.close());

/** Good calls, for the routes that need something to be good; what needs nothing is called as it is. */
const exampleOf = (operation: string): (() => Promise<Example>) | undefined =>
  [peopleExamples, marketingExamples, keyExamples, scheduleExamples, segmentExamples]
    .map((examples) => examples(marketer)[operation])
    .find((example) => example !== undefined);

async function call(routeKey: string, { ids = [], query = '', body, headers = {} }: Example) {
  const [method = '', path = ''] = routeKey.split(' ');
  const left = ids.values();
  const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(left.next().value ?? 'none'));
  return marketer.call(method, `${filled}${query}`, body, headers);
}

/** Bad calls that every route may get. */
const bad: Readonly<Record<string, Example>> = {
  'no body, no ids': {},
  'an empty body': { body: {} },
  'a body of the wrong kind': { body: [1] },
  'strange members': { body: { person: 5, properties: 'x', reward: [], text: 7, name: '', scopes: ['all'] } },
  'a strange query': { query: '?limit=many&cursor=x&day=x&status=x&from=x' },
  'ids that are none': { ids: ['__proto__', '__proto__', '__proto__'], body: {} },
  'ids of nobody': { ids: ['email:nobody@example.com', 'email', 'x'], body: {} },
  'an id that is too long': { ids: ['x'.repeat(3_000)], body: {} },
  'no key': { headers: { authorization: 'none' } },
  'a write key': { headers: { authorization: 'Bearer wk_local' } },
};

const routes = apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

it.each(routes)('%s answers bad calls as the document says', async (routeKey) => {
  for (const [what, example] of Object.entries(bad))
    expect(conformity.faults(routeKey, await call(routeKey, example)), what).toEqual([]);
});

it.each(routes)(
  '%s answers a good call as the document says',
  async (routeKey, { method, path, operationId, answer: { status } }) => {
    const example = exampleOf(operationId);
    if (!example && (method !== 'GET' || path.includes('{')))
      throw new Error(`${operationId}: give an example of a good call in test/journeys/api-examples`);
    const answer = await call(routeKey, (await example?.()) ?? {});
    expect(conformity.faults(routeKey, answer)).toEqual([]);
    expect(answer.status, String(answer.body)).toBe(status);
  },
);

describe('the document', () => {
  it('names the scope that each operation needs', async () => {
    const { paths } = await marketer.ask<{ paths: Record<string, Record<string, { security: unknown }>> }>(
      'GET',
      '/v1/openapi.json',
    );
    for (const { method, path, scope } of apiRoutes)
      expect(paths[path]?.[method.toLowerCase()]?.security, `${method} ${path}`).toEqual([
        { secretKey: [scope] },
      ]);
  });
});
