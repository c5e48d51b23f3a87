import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { bookingLink, Page } from './page.ts';

const secret = { authorization: 'Bearer sk_local' };

const secretCall = async (centre: Centre, method: string, path: string, body?: object) => {
  const answer = await centre.cloud.http(method, path, { headers: secret, body });
  return { status: answer.status, body: answer.json() as Record<string, unknown> };
};

async function recounted(centre: Centre): Promise<Record<string, unknown>> {
  await secretCall(centre, 'POST', '/v1/reports/recount');
  await centre.cloud.advance('PT1H');
  return (await secretCall(centre, 'GET', '/v1/reports/recount')).body;
}

describe('reports of a business that nobody has come to yet', () => {
  let centre: Centre;

  beforeAll(async () => {
    centre = await Centre.open();
  });
  afterAll(() => centre.cloud.close());

  const ask = (method: string, path: string, body?: object) => secretCall(centre, method, path, body);

  it('are of the last thirty days by the calendar of the business, today among them', async () => {
    const { body } = await ask('GET', '/v1/reports?by=channel');
    expect(body).toMatchObject({ from: '2026-10-25', to: '2026-11-24', rows: [], totals: { sent: 0 } });
  });

  it.each([
    ['/v1/reports', 'by'],
    ['/v1/reports?by=mood', 'by'],
    ['/v1/reports?by=day&from=yesterday', 'from'],
    ['/v1/reports?by=day&from=2026-11-02&to=2026-11-02', 'to'],
    ['/v1/reports?by=day&from=2025-01-01&to=2026-11-02', 'from'],
    ['/v1/reports?by=segment&channel=email', 'channel'],
    ['/v1/reports?by=day&channel=emial', 'channel'],
    ['/v1/reports?by=day&network=myspace', 'network'],
    ['/v1/reports?by=day&from=2025-10-01&to=2026-11-05', 'from'],
    ['/v1/reports?by=day&model=best', 'model'],
    ['/v1/reports/attribution?by=segment', 'by'],
    ['/v1/reports/channels?from=2026-13', 'from'],
    ['/v1/reports/channels?from=2026-11&to=2026-10', 'to'],
    ['/v1/reports/channels?from=2020-01&to=2026-10', 'from'],
    ['/v1/reports?by=day&to=9999-12-31', 'to'],
    ['/v1/reports/attribution?to=9999-12-31', 'to'],
    ['/v1/reports/channels?to=9999-12', 'to'],
    ['/v1/reports/spend?from=9999-12', 'from'],
    ['/v1/journeys/appointment/funnel?to=soon', 'to'],
  ])('refuse %s, naming %s', async (path, field) => {
    const { status, body } = await ask('GET', path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ field, detail: expect.stringContaining(field) });
  });

  it('know no funnel of a journey that there is none of', async () => {
    expect(await ask('GET', '/v1/journeys/nowhere/funnel')).toMatchObject({
      status: 404,
      body: { detail: 'journey: there is none called "nowhere"' },
    });
  });

  it.each(['journey', 'campaign'])('know no report of a %s that there is none of', async (of) => {
    expect(await ask('GET', `/v1/reports?by=day&${of}=nowhere`)).toMatchObject({
      status: 404,
      body: { field: of, detail: `${of}: there is none called "nowhere", and nothing came of one` },
    });
  });

  it('show nothing of a journey of which nothing came', async () => {
    expect(await ask('GET', '/v1/reports?by=day&journey=oil-change-offer')).toMatchObject({
      status: 200,
      body: { rows: [], totals: { sent: 0, stars: null } },
    });
  });

  it('show the steps of a journey that nobody has entered', async () => {
    const { body } = await ask('GET', '/v1/journeys/oil-change-offer/funnel');
    expect(body).toMatchObject({ entered: 0, running: 0, from: null });
    expect(body.steps).toContainEqual({ step: 'send-offer', reached: 0, now: 0, dropped: 0 });
  });

  it('take what was spent on advertisements as it was stated last', async () => {
    expect(await ask('PUT', '/v1/reports/spend/ads-meta/2026-11', { amount: 90 })).toMatchObject({
      status: 200,
    });
    await ask('PUT', '/v1/reports/spend/ads-meta/2026-11', { amount: 120.5 });
    await ask('PUT', '/v1/reports/spend/sms/2026-10', { amount: 7 });
    const { body } = await ask('GET', '/v1/reports/spend?from=2026-11');
    expect(body.items).toMatchObject([{ month: '2026-11', channel: 'ads', network: 'meta', amount: 120.5 }]);
    expect(await ask('GET', '/v1/reports/channels')).toMatchObject({
      body: { rows: [{ month: '2026-11', channel: 'ads', network: 'meta', cost: 120.5, return: -1 }] },
    });
  });

  it.each([
    ['ads-billboard/2026-11', { amount: 1 }, 'channel'],
    ['ads-meta/November', { amount: 1 }, 'month'],
    ['ads-meta/2026-11', { amount: -1 }, 'amount'],
    ['ads-meta/2026-11', { amount: 1, currency: 'EUR' }, 'currency'],
  ])('refuse the statement %s %j, naming %s', async (path, body, field) => {
    const answer = await ask('PUT', `/v1/reports/spend/${path}`, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(field);
  });

  it('are counted anew when that is asked for, and agree', async () => {
    expect(await ask('GET', '/v1/reports/recount')).toMatchObject({ status: 404 });
    expect(await ask('POST', '/v1/reports/recount')).toMatchObject({
      status: 202,
      body: { status: 'running', correct: false, pass: 'read' },
    });
    expect(await ask('POST', '/v1/reports/correction')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('is under way since 2026-11-23T14:') },
    });
    await centre.cloud.advance('PT1H');
    expect(await ask('GET', '/v1/reports/recount')).toMatchObject({
      status: 200,
      body: { status: 'done', people: 0, differences: 0, examples: [] },
    });
  });
});

describe('reports of two customers, of whom one books by the link of an email', () => {
  const ada = 'ada@example.com';
  const bob = 'bob@example.com';
  let centre: Centre;

  beforeAll(async () => {
    centre = await Centre.open();
    for (const email of [ada, bob]) {
      await centre.consents(email, 'email', 'ads');
      await centre.claims(email);
    }
    const page = await Page.open(centre, bookingLink(centre, ada));
    await page.send({ startsAt: page.choices('startsAt')[0] ?? '' });
    await centre.cloud.settle();
    const { items } = await centre.get<{ items: { properties: { bookingId?: string } }[] }>(
      `/v1/people/email:${ada}/timeline`,
    );
    const bookingId = items.findLast(({ properties }) => properties.bookingId)?.properties.bookingId;
    await centre.cloud.advance('P2D');
    await centre.appointment(ada, 'Appointment Completed', { bookingId, amount: 47.2 });
    await centre.appointment(ada, 'Appointment Completed', { bookingId, amount: 47.2 });
    await centre.cloud.advance('PT4H');
    await centre.appointment(ada, 'Review Submitted', { bookingId, stars: 5 });
    await centre.cloud.advance('PT10M');
  });
  afterAll(() => centre.cloud.close());

  const rows = async (path: string) =>
    (await centre.get<{ rows: ({ key: string | null } & Record<string, unknown>)[] }>(path)).rows;

  it('tell what each template was good for, by the last touch', async () => {
    const told = await rows('/v1/reports?by=template&to=2026-12-10&journey=oil-change-offer');
    expect(told).toMatchObject([
      { key: 'oil-change-offer', sent: 2, delivered: 2, booked: 1, completed: 1, reviewed: 1, revenue: 47.2 },
    ]);
  });

  it('add up all days, revenue once', async () => {
    const report = await centre.get('/v1/reports?by=day&to=2026-12-10');
    expect(report).toMatchObject({
      rows: [
        { key: '2026-11-23', claimed: 2, booked: 1, revenue: 0 },
        { key: '2026-11-25', completed: 1, revenue: 47.2, reviewed: 1, reviews: 1, stars: 5 },
      ],
      totals: { claimed: 2, booked: 1, completed: 1, revenue: 47.2, stars: 5 },
    });
  });

  it('hold the models of attribution side by side', async () => {
    const told = await rows('/v1/reports/attribution?to=2026-12-10');
    const booked = { booked: 1, completed: 1, revenue: 47.2 };
    expect(told).toMatchObject([
      { key: 'email', first: booked, last: booked, linear: booked, position: booked },
      { key: null, last: { claimed: 2, booked: 0 } },
    ]);
  });

  it('are tables as CSV for who would rather have that', async () => {
    const asks = (path: string, accept?: string) =>
      centre.cloud.http('GET', path, { headers: { ...secret, ...(accept && { accept }) } });
    const csv = await asks('/v1/reports?by=day&to=2026-12-10', 'text/csv, application/json;q=0.5');
    expect(csv).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' } });
    const [header, first] = String(csv.body).split('\r\n');
    expect(header).toMatch(/^key,claimed,booked,completed,/);
    expect(first).toMatch(/^2026-11-23,2,1,0,/);
    const preferred = await asks('/v1/reports?by=day&format=json', 'text/csv');
    expect(preferred.headers['content-type']).toBe('application/json');
    expect((await asks('/v1/reports?by=day', 'application/json, text/csv;q=0.9')).json()).toMatchObject({
      by: 'day',
    });
    const funnel = await asks('/v1/journeys/oil-change-offer/funnel?format=csv');
    expect(String(funnel.body)).toContain('step,reached,now,dropped\r\n');
    expect(await secretCall(centre, 'GET', '/v1/reports?by=day&format=xlsx')).toMatchObject({
      status: 400,
      body: { field: 'format', detail: 'format: must be one of json, csv' },
    });
  });

  it('show how far the runs of a journey came', async () => {
    const funnel = await centre.get<{ steps: { step: string }[] }>('/v1/journeys/oil-change-offer/funnel');
    expect(funnel).toMatchObject({
      entered: 2,
      running: 1,
      ended: { completed: 1, exited: 0 },
    });
    const step = (id: string) => funnel.steps.find(({ step }) => step === id);
    expect(step('send-offer')).toMatchObject({ reached: 2, now: 0 });
    expect(step('booking-within-three-days')).toMatchObject({ reached: 2, now: 1 });
  });

  it('agree with a recount', async () => {
    const recount = await recounted(centre);
    expect(recount).toMatchObject({ status: 'done', people: 2, differences: 0, examples: [] });
    expect(recount.counters).toSatisfy((counters: number) => counters > 40);
  });
});

describe('reports of people who turn out to be one, or leave', () => {
  const [home, work, eve] = ['ada@home.example', 'ada@work.example', 'eve@example.com'];
  let centre: Centre;

  beforeAll(async () => {
    centre = await Centre.open();
    for (const email of [home, work, eve]) {
      await centre.consents(email, 'email');
      await centre.claims(email);
    }
    const page = await Page.open(centre, bookingLink(centre, home));
    await page.send({ startsAt: page.choices('startsAt')[0] ?? '' });
    await centre.cloud.advance('PT1H');
    const other = (await centre.get<{ id: string }>(`/v1/people/email:${home}`)).id;
    await secretCall(centre, 'POST', `/v1/people/email:${work}/merge`, { other });
    await centre.cloud.advance('PT1H');
    await centre.books(work, 4, 'b-work');
    await centre.cloud.advance('PT10M');
  });
  afterAll(() => centre.cloud.close());

  it('owe what they do after a merge to what either did before, and agree with a recount', async () => {
    const { rows } = await centre.get<{ rows: { key: string | null; booked: number }[] }>(
      '/v1/reports?by=channel&to=2026-12-10',
    );
    expect(rows.find(({ key }) => key === 'email')).toMatchObject({ booked: 2 });
    expect(await recounted(centre)).toMatchObject({ people: 2, differences: 0, examples: [] });
  });

  it('keep in their totals what an erased person did, and have them at no step', async () => {
    const before = await centre.get<{ running: number }>('/v1/journeys/oil-change-offer/funnel');
    const totals = await centre.get<{ totals: object }>('/v1/reports?by=day&to=2026-12-10');
    const { status } = await secretCall(centre, 'DELETE', `/v1/people/email:${eve}`);
    expect(status).toBe(202);
    await centre.cloud.advance('PT2H');
    const after = await centre.get('/v1/journeys/oil-change-offer/funnel');
    expect(after).toMatchObject({ entered: 3, running: before.running - 1 });
    expect(await centre.get('/v1/reports?by=day&to=2026-12-10')).toMatchObject({ totals: totals.totals });
    expect(await recounted(centre)).toMatchObject({ people: 1, differences: 0, examples: [] });
  });
});

it('a report by segment counts what people did in each segment that they were in', async () => {
  const centre = await Centre.open();
  const ada = 'ada@example.com';
  const segments = { claimers: 'Offer Claimed', served: 'Appointment Completed' };
  for (const [id, did] of Object.entries(segments))
    expect(await secretCall(centre, 'PUT', `/v1/segments/${id}`, { name: id, where: { did } })).toMatchObject(
      { status: 200 },
    );
  await centre.cloud.advance('PT5M');
  await centre.consents(ada, 'email');
  await centre.claims(ada);
  await centre.appointment(ada, 'Appointment Completed', { bookingId: 'b-1', amount: 20 });
  await centre.cloud.advance('PT10M');
  const { rows, totals } = await centre.get<{ rows: object[]; totals: unknown }>('/v1/reports?by=segment');
  expect(rows).toMatchObject([
    { key: 'claimers', sent: 1, claimed: 1, completed: 1, revenue: 20 },
    { key: 'served', sent: 0, claimed: 0, completed: 1, revenue: 20 },
  ]);
  expect(totals).toBeNull();
  expect(await recounted(centre)).toMatchObject({ people: 1, differences: 0 });
  await centre.cloud.close();
});

describe('the days of a report', () => {
  it('are those of the business, also of 25 hours', async () => {
    const centre = await Centre.open({ frozenAt: Date.parse('2026-11-01T03:30:00Z') });
    await centre.claims('before-midnight@example.com');
    await centre.cloud.advance('PT2H');
    await centre.claims('half-past-one@example.com');
    await centre.cloud.advance('PT1H');
    await centre.claims('half-past-one-again@example.com');
    await centre.cloud.advance('PT22H');
    await centre.claims('half-past-eleven@example.com');
    await centre.cloud.advance('PT10M');
    expect(await centre.get('/v1/reports?by=day')).toMatchObject({
      to: '2026-11-02',
      rows: [
        { key: '2026-10-31', claimed: 1 },
        { key: '2026-11-01', claimed: 3 },
      ],
    });
    await centre.cloud.close();
  });

  it('lie in the month that it is at the business', async () => {
    const centre = await Centre.open({ frozenAt: Date.parse('2026-12-01T03:00:00Z') });
    expect(await centre.get('/v1/reports/channels')).toMatchObject({ from: '2026-11', to: '2026-11' });
    await centre.cloud.close();
  });

  it('go on to this month from a month that is asked for alone, as days go on to today', async () => {
    const centre = await Centre.open({ frozenAt: Date.parse('2026-12-03T12:00:00Z') });
    expect(await centre.get('/v1/reports/channels?from=2026-10')).toMatchObject({ to: '2026-12' });
    expect(await centre.get('/v1/reports/channels?from=2027-02')).toMatchObject({ to: '2027-02' });
    await centre.cloud.close();
  });
});
