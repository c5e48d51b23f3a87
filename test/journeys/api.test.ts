import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specs } from '../../infra/specs.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const secret = { authorization: 'Bearer sk_local' };

interface Timeline {
  readonly items: { readonly id: string; readonly name: string }[];
  readonly next: string | null;
}

describe('the API', () => {
  let centre: Centre;

  beforeAll(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email', 'ads');
    await centre.claims(ada);
    await centre.books(ada, 3);
  });
  afterAll(() => centre.cloud.close());

  const ask = (path: string, headers: Record<string, string> = secret) =>
    centre.cloud.http('GET', path, { headers });

  it('shows a person by an identifier, with consents and runs', async () => {
    const person = await centre.get<Record<string, unknown>>(`/v1/people/email:${ada.toUpperCase()}`);
    expect(person).toMatchObject({
      identifiers: { email: [ada], anonymousId: [`of-${ada}`] },
      consents: [
        {
          channel: 'email',
          topic: 'offers',
          state: 'given',
          source: 'pop-up',
          wording: 'Offers by email, please',
        },
        { channel: 'ads', topic: 'offers', state: 'given' },
      ],
      runs: [
        { journey: 'appointment', status: 'running' },
        { journey: 'oil-change-offer', status: 'completed' },
      ],
    });
    expect(await centre.get(`/v1/people/${person.id}`)).toEqual(person);
  });

  it('shows the timeline, messages where they were decided, page by page', async () => {
    const whole = await centre.get<Timeline>(`/v1/people/email:${ada}/timeline`);
    const names = whole.items.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Consent Given', 'Consent Given', 'Offer Claimed']);
    // The coupon is told on the line while its code is mailed: whichever is first.
    expect(names.slice(3, 5).toSorted()).toEqual(['Coupon Issued', 'Message']);
    expect(names.slice(5)).toEqual(['Appointment Booked', 'Message']);
    const pages: Timeline['items'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Timeline = await centre.get(
        `/v1/people/email:${ada}/timeline?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.items).toHaveLength(1);
      pages.push(...page.items);
      cursor = page.next;
    }
    expect(pages).toEqual(whole.items);
  });

  it('tells one run step by step', async () => {
    const [run] = await centre.runs(ada, 'oil-change-offer');
    expect(await centre.get(`/v1/runs/${run?.id}`)).toMatchObject({
      status: 'completed',
      executionArn: expect.stringContaining(`:execution:onward-oil-change-offer:${run?.id}`),
      history: [
        { step: 'issue-coupon', outcome: 'Coupon Issued' },
        { step: 'send-offer', outcome: 'sent' },
        { step: 'booking-within-three-days', outcome: 'Appointment Booked' },
      ],
    });
  });

  it('starts a run on request, once for one idempotency key', async () => {
    const path = '/v1/journeys/oil-change-offer/runs';
    const body = { person: `email:${ada}`, properties: { offer: 'oil-change' } };
    const headers = { ...secret, 'idempotency-key': 'once' };
    const first = await centre.cloud.http('POST', path, { headers, body });
    expect([
      first.status,
      await centre.cloud.http('POST', path, { headers, body }).then((again) => again.body),
    ]).toEqual([202, first.body]);
    await centre.cloud.settle();
    const { id } = first.json() as { id: string };
    expect(await centre.get(`/v1/runs/${id}`)).toMatchObject({ status: 'running' });
    expect(centre.inbox(ada).filter((step) => step === 'send-offer')).toHaveLength(2);
  });

  it.each([
    ['/v1/people/email:nobody@example.com', 404, /nobody is known/],
    ['/v1/people/ada', 400, /must be a person id/],
    ['/v1/people/email:ada', 400, /"ada" is no email/],
    [`/v1/people/email:${ada}/timeline?limit=0`, 400, /limit/],
    [`/v1/people/email:${ada}/timeline?cursor=forged`, 400, /cursor/],
    ['/v1/journeys/oil', 404, /known: oil-change-offer, appointment/],
    ['/v1/runs/run_1', 404, /no run "run_1"/],
  ])('refuses %s in a sentence', async (path, status, detail) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect((answer.json() as { detail: string }).detail).toMatch(detail);
  });

  it.each([
    [{}, 401],
    [{ authorization: 'Bearer sk_wrong' }, 401],
    [{ authorization: 'Bearer wk_local' }, 403],
  ])('reads nothing to %j', async (headers, status) => {
    expect((await ask(`/v1/people/email:${ada}`, headers as Record<string, string>)).status).toBe(status);
  });

  it('describes every route that the template has for it, and no other', async () => {
    const document = (await ask('/v1/openapi.json', {})).json() as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // Short routes and `import` are other names of these; the document does not describe itself.
    const aliases = /\/v1\/([a-z]|import|openapi\.json)$/;
    const routes = specs
      .flatMap(({ triggers }) => triggers?.routes ?? [])
      .filter((route) => route.includes(' /v1/') && !aliases.test(route));
    expect(described.toSorted()).toEqual(routes.toSorted());
    expect(described.length).toBeGreaterThan(20);
    expect(Object.keys(document.components.schemas)).toContain('OfferClaimed');
  });
});
