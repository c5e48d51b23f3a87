import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { changedAssembly } from './fixtures/assembly.ts';
import { journeys } from './fixtures/segment-journeys.ts';
import { letter } from './marketing.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

const lapsed = {
  name: 'Lapsed',
  where: {
    all: [{ did: 'Appointment Completed' }, { didNot: 'Appointment Completed', within: { days: 30 } }],
  },
};
const regulars = { name: 'Regulars', where: { did: 'Appointment Completed', times: { gte: 2 } } };

let assembly: Awaited<ReturnType<typeof changedAssembly>>;
beforeAll(async () => {
  assembly = await changedAssembly(journeys, {
    'workflows/journeys/index.ts':
      "export { journeys } from '../../test/journeys/fixtures/segment-journeys.ts';\n",
  });
}, 120_000);
afterAll(() => assembly.remove());

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open({ templateDir: assembly.directory });
});
afterEach(() => centre.cloud.close());

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await centre.cloud.http(method, path, {
    headers: { authorization: 'Bearer sk_local', ...headers },
    ...(body && { body }),
  });
  const said = String(answer.body) === '' ? {} : (answer.json() as Record<string, unknown>);
  return { status: answer.status, etag: answer.headers.etag, body: said };
}

/** Saves a segment and waits until it is built. */
async function make(id: string, said: object): Promise<void> {
  expect(await call('PUT', `/v1/segments/${id}`, said)).toMatchObject({ status: 200 });
  await centre.cloud.advance('PT2M');
  expect(await segment(id)).toMatchObject({ status: 'ready', progress: 1 });
}

const segment = (id: string) => centre.get<Record<string, unknown>>(`/v1/segments/${id}`);
const visits = (email: string) =>
  centre.appointment(email, 'Appointment Completed', { bookingId: 'b-1', amount: 50 });
const segmentsOf = async (email: string) =>
  (await centre.get<{ segments: string[] }>(`/v1/people/email:${email}`)).segments;
const told = async (email: string) =>
  (
    await centre.get<{ items: { name: string; at: string; properties: { segment?: string } }[] }>(
      `/v1/people/email:${email}/timeline?limit=200`,
    )
  ).items.filter(({ name }) => name.startsWith('Segment '));

describe('a segment of people who have not come for a month', () => {
  it('takes a person in by itself when their thirtieth day without a visit is over, and a journey begins', async () => {
    await make('regulars', regulars);
    await make('lapsed', lapsed);
    await centre.fromTill({ email: ada, event: 'Moved', properties: {} });
    await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { userId: 'ada', traits: { email: ada, timezone: 'Europe/Berlin' } },
    });
    await visits(ada);
    await visits(ada);
    expect(await segmentsOf(ada)).toEqual(['regulars']);
    await centre.cloud.advance('P30D');
    expect(await segmentsOf(ada)).toEqual(['regulars']);
    await centre.cloud.advance('P1D');
    expect(await segmentsOf(ada)).toEqual(['lapsed', 'regulars']);
    const entered = (await told(ada)).find(({ properties }) => properties.segment === 'lapsed');
    // The visit was on 23 November in Berlin; 24 December begins there at 23:00 UTC.
    expect(entered?.at.slice(0, 16)).toMatch(/^2026-12-23T23:0[0-2]$/);
    const [run] = await centre.runs(ada, 'win-back');
    expect(run).toMatchObject({ status: 'running', step: 'wait' });
    const { traits } = await centre.get<{ traits: object }>(`/v1/people/email:${ada}`);
    expect(traits).toMatchObject({ missed: 'regular' });

    await visits(ada);
    expect(await segmentsOf(ada)).toEqual(['regulars']);
    expect(await centre.runs(ada, 'win-back')).toMatchObject([{ status: 'exited' }]);
    expect((await told(ada)).map(({ name, properties }) => `${name} ${properties.segment}`)).toEqual([
      'Segment Entered regulars',
      'Segment Entered lapsed',
      'Segment Left lapsed',
    ]);
  });
});

describe('the API of segments', () => {
  it('builds what is saved from the past, counts and lists who is in it, and says why', async () => {
    for (const email of [ada, bob, ada]) await visits(email);
    const saved = await call('PUT', '/v1/segments/regulars', regulars);
    expect(saved.body).toMatchObject({
      id: 'regulars',
      status: 'building',
      people: 0,
      sentence: 'completed an appointment at least 2 times',
    });
    expect(saved.etag).toBe(`"${saved.body.version}"`);
    await centre.cloud.advance('PT2M');
    expect(await segment('regulars')).toMatchObject({ status: 'ready', people: 1 });
    const { items, next } = await centre.get<{ items: { person: string }[]; next: null }>(
      '/v1/segments/regulars/people',
    );
    expect(next).toBeNull();
    expect(await centre.get(`/v1/people/${items[0]?.person}`)).toMatchObject({
      identifiers: { email: [ada] },
      segments: ['regulars'],
    });
    expect(await centre.get(`/v1/people/email:${ada}/segments`)).toMatchObject({
      items: [{ id: 'regulars', name: 'Regulars' }],
      next: null,
    });
    expect(await centre.get(`/v1/people/email:${bob}/segments/regulars/explain`)).toMatchObject({
      in: false,
      since: null,
      conditions: [{ depth: 0, holds: false, found: '1 time (2026-11-23)' }],
    });
    expect(await told(ada)).toEqual([]);
  });

  it('counts before anything is saved, and shows whom', async () => {
    for (const email of [ada, bob, ada]) await visits(email);
    const { body } = await call('POST', '/v1/segments/preview', regulars);
    expect((await call('POST', '/v1/segments/preview', { where: regulars.where })).body).toEqual(body);
    expect(body).toMatchObject({
      people: 1,
      exact: true,
      of: 2,
      sample: [{ identifiers: { email: [ada] } }],
    });
    expect(await centre.get('/v1/segments')).toEqual({ items: [], next: null });
  });

  it('tells of who is in it from the beginning if it is asked to', async () => {
    for (const email of [ada, ada]) await visits(email);
    await make('regulars', { ...regulars, announces: true });
    expect((await told(ada)).map(({ name }) => name)).toEqual(['Segment Entered']);
    expect(await segment('regulars')).toMatchObject({ people: 1 });
  });

  it('says what is wrong with a segment, and where', async () => {
    const wrong = await call('PUT', '/v1/segments/x', { name: 'X', where: { all: [{ did: 7 }] } });
    expect(wrong).toMatchObject({ status: 400, body: { field: expect.stringMatching(/^where\.all\.0/) } });
    const unknown = await call('PUT', '/v1/segments/x', { name: 'X', where: { segment: 'nobody' } });
    expect(unknown).toMatchObject({ status: 400, body: { detail: expect.stringContaining('nobody') } });
    expect(await call('GET', '/v1/segments/x')).toMatchObject({ status: 404 });
  });

  it('changes what the caller has read, and nothing that has changed since', async () => {
    await make('regulars', regulars);
    const { etag = '' } = await call('GET', '/v1/segments/regulars');
    const often = { ...regulars, where: { ...regulars.where, times: { gte: 3 } } };
    expect(await call('PUT', '/v1/segments/regulars', often)).toMatchObject({ status: 428 });
    expect(await call('PUT', '/v1/segments/regulars', often, { 'if-match': etag })).toMatchObject({
      status: 200,
      body: { status: 'building' },
    });
    expect(await call('PUT', '/v1/segments/regulars', regulars, { 'if-match': etag })).toMatchObject({
      status: 412,
    });
    await centre.cloud.advance('PT2M');
    expect(await segment('regulars')).toMatchObject({ status: 'ready', where: { times: { gte: 3 } } });
  });

  it('deletes a segment once no other reads it, and lets its members go', async () => {
    for (const email of [ada, ada]) await visits(email);
    await make('regulars', regulars);
    await make('others', { name: 'Others', where: { not: { segment: 'regulars' } } });
    const any = { 'if-match': '*' };
    expect(await call('DELETE', '/v1/segments/regulars', undefined, any)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('others') },
    });
    const says = { name: 'Winter', to: { segment: 'others' }, variants: [{ id: 'A', send: letter }] };
    const campaign = (await call('POST', '/v1/campaigns', says)).body.id;
    expect(await call('DELETE', '/v1/segments/others', undefined, any)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(String(campaign)) },
    });
    await call('DELETE', `/v1/campaigns/${campaign}`, undefined, any);
    expect(await call('DELETE', '/v1/segments/others', undefined, any)).toMatchObject({ status: 204 });
    expect(await call('DELETE', '/v1/segments/regulars', undefined, any)).toMatchObject({ status: 204 });
    expect(await call('GET', '/v1/segments/regulars')).toMatchObject({ status: 404 });
    await centre.cloud.advance('PT2M');
    expect(await segmentsOf(ada)).toEqual([]);
    expect(await told(ada)).toEqual([]);
  });

  it('holds two people who are merged against it as the one that they are, and forgets who is erased', async () => {
    await make('regulars', regulars);
    for (const email of [ada, bob]) await visits(email);
    const merge = { other: `email:${bob}` };
    expect(await call('POST', `/v1/people/email:${ada}/merge`, merge)).toMatchObject({ status: 200 });
    await centre.cloud.settle();
    expect(await segmentsOf(ada)).toEqual(['regulars']);
    expect(await segment('regulars')).toMatchObject({ people: 1 });
    await call('DELETE', `/v1/people/email:${ada}`);
    await centre.cloud.advance('PT1H');
    expect(await segment('regulars')).toMatchObject({ people: 0 });
  });
});

describe('whatever happens to a segment', () => {
  const people = Array.from({ length: 6 }, (_, index) => `p${index}@example.com`);
  const members = async (id: string) =>
    (await centre.get<{ items: { person: string }[] }>(`/v1/segments/${id}/people?limit=200`)).items
      .map(({ person }) => person)
      .toSorted();

  it('its members are those that the timelines say, made anew from nothing', async () => {
    const said = { lapsed, regulars, others: { name: 'Others', where: { not: { segment: 'regulars' } } } };
    await make('regulars', regulars);
    for (const [index, email] of people.entries()) {
      for (let visit = 0; visit < index % 4; visit += 1) {
        await visits(email);
        await centre.cloud.advance(`P${(index * 3 + visit * 11) % 17}D`);
      }
      if (index === 1) await call('PUT', '/v1/segments/lapsed', lapsed);
      if (index === 3) await call('PUT', '/v1/segments/others', said.others);
    }
    await centre.cloud.advance('P9D');
    const kept = await Promise.all(Object.keys(said).map(members));
    expect(kept.flat().length).toBeGreaterThan(people.length);
    for (const id of ['others', 'lapsed', 'regulars'])
      await call('DELETE', `/v1/segments/${id}`, undefined, { 'if-match': '*' });
    await centre.cloud.advance('PT2M');
    for (const [id, each] of Object.entries(said)) await make(id, each);
    expect(await Promise.all(Object.keys(said).map(members))).toEqual(kept);
  });

  it.each([2, 5, 8])('it is built though its builder dies after call %d', async (afterCall) => {
    for (const email of [...people, ...people]) await visits(email);
    centre.cloud.crash({ function: 'onward-build-segments', afterCall });
    await call('PUT', '/v1/segments/regulars', regulars);
    await centre.cloud.advance('PT5M');
    expect(await segment('regulars')).toMatchObject({ status: 'ready', people: people.length });
  });
});
