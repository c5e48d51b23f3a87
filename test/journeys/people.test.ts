import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { Correspondence } from './correspondence.ts';
import { Page } from './page.ts';

const secret = { authorization: 'Bearer sk_local' };
const work = 'ada@work.example';
const home = 'ada@home.example';

interface Person {
  readonly id: string;
  readonly identifiers: Readonly<Record<string, readonly string[]>>;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly consents: readonly { readonly channel: string; readonly topic: string; readonly state: string }[];
  readonly points: number;
  readonly runs: readonly { readonly id: string; readonly journey: string; readonly status: string }[];
}

const person = (centre: Centre, id: string) => centre.get<Person>(`/v1/people/${id}`);

const merge = (centre: Centre, id: string, other: string, key?: string) =>
  centre.cloud.http('POST', `/v1/people/${id}/merge`, {
    headers: { ...secret, ...(key && { 'idempotency-key': key }) },
    body: { other },
  });

const erase = (centre: Centre, id: string) =>
  centre.cloud.http('DELETE', `/v1/people/${id}`, { headers: secret });

describe('two people who are one', () => {
  let centre: Centre;
  let winner: string;
  let loser: string;

  beforeAll(async () => {
    centre = await Centre.open();
    await centre.consents(home, 'email');
    await centre.claims(home);
    await centre.cloud.advance('PT1H');
    await centre.consents(work, 'email', 'ads');
    await centre.claims(work);
    await centre.cloud.advance('P1D');
    winner = (await person(centre, `email:${work}`)).id;
    loser = (await person(centre, `email:${home}`)).id;
  });
  afterAll(() => centre.cloud.close());

  it('are merged: whatever named the other finds the one, with both timelines in their order', async () => {
    const answer = await merge(centre, `email:${work}`, `email:${home}`, 'first');
    expect([answer.status, answer.json()]).toEqual([200, { person: winner, merged: [loser] }]);
    await centre.cloud.settle();
    const one = await person(centre, `email:${home}`);
    expect(one).toEqual(await person(centre, loser));
    expect(one).toMatchObject({
      id: winner,
      identifiers: { email: [home, work] },
      consents: [
        { channel: 'email', state: 'given' },
        { channel: 'ads', state: 'given' },
      ],
    });
    const { items } = await centre.get<{ items: { name: string; at: string }[] }>(
      `/v1/people/${winner}/timeline`,
    );
    expect(items.map(({ name }) => name).filter((name) => name !== 'Message')).toEqual([
      'Consent Given',
      'Offer Claimed',
      'Coupon Issued',
      'Consent Given',
      'Consent Given',
      'Offer Claimed',
      'Coupon Issued',
      'People Merged',
    ]);
    expect(items.filter(({ name }) => name === 'Message')).toHaveLength(2);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
  });

  it('are merged once, however often it is asked', async () => {
    expect((await merge(centre, work.replace(/^/, 'email:'), `email:${home}`, 'first')).status).toBe(200);
    expect((await merge(centre, winner, loser)).status).toBe(200);
    expect((await merge(centre, winner, winner)).status).toBe(409);
    expect((await merge(centre, loser, winner)).status).toBe(409);
    expect((await merge(centre, winner, 'email:nobody@example.com')).status).toBe(404);
  });

  it('have one run of the journey, the older one, which the booking of either ends', async () => {
    const runs = await centre.runs(work, 'oil-change-offer');
    expect(runs.map(({ status }) => status)).toEqual(['stopped', 'running']);
    expect(runs[1]?.id).toContain(loser.slice(4));
    await centre.books(work, 9);
    await centre.cloud.advance('PT1H');
    expect((await centre.runs(work, 'oil-change-offer')).map(({ status }) => status)).toEqual([
      'stopped',
      'completed',
    ]);
    expect(centre.inbox(work)).toEqual(['send-offer', 'send-confirmation']);
  });
});

describe('a run whose person had done elsewhere what it waits for', () => {
  it.each([
    ['the loser’s', work, home],
    ['the winner’s', home, work],
  ])('ends with the merge, be it %s', async (_, winner, loser) => {
    const centre = await Centre.open();
    await centre.consents(home, 'email');
    await centre.claims(home);
    await centre.cloud.advance('PT1H');
    await centre.books(work, 9);
    await merge(centre, `email:${winner}`, `email:${loser}`);
    await centre.cloud.settle();
    await centre.cloud.advance('P8D');
    expect((await centre.runs(home, 'oil-change-offer')).map(({ status }) => status)).toEqual(['completed']);
    // What was booked goes on, at the address of who they are now.
    const sent = [...centre.inbox(home), ...centre.inbox(work)];
    expect(sent.toSorted()).toEqual(['send-confirmation', 'send-offer', 'send-reminder']);
    await centre.cloud.close();
  });
});

describe('somebody who is erased', () => {
  interface Receipt {
    readonly id: string;
    readonly status: string;
    readonly deleted: Readonly<Record<string, number>>;
  }

  it('is gone at once, and everywhere; a later sign-up with the address is somebody new', async () => {
    const centre = await Centre.open();
    await centre.consents(home, 'email', 'ads');
    await centre.claims(home);
    await centre.cloud.advance('PT1H');
    const { id } = await person(centre, `email:${home}`);
    const answer = await erase(centre, `email:${home}`);
    expect(answer.status).toBe(202);
    const receipt = answer.json() as Receipt;
    expect(receipt).toMatchObject({ status: 'running', deleted: {} });
    expect((await erase(centre, id)).json()).toMatchObject({ id: receipt.id });
    expect((await erase(centre, `email:${home}`)).status).toBe(404);
    await centre.cloud.settle();
    await centre.cloud.advance('PT3H');
    expect(await centre.get<Receipt>(`/v1/erasures/${receipt.id}`)).toMatchObject({
      status: 'done',
      deleted: { events: 4, runs: 1, messages: 1 },
    });
    await centre.cloud.advance('P5D');
    expect(centre.inbox(home)).toEqual(['send-offer']);
    await centre.consents(home, 'email');
    const anew = await person(centre, `email:${home}`);
    expect(anew.id).not.toBe(id);
    expect(anew.consents).toHaveLength(1);
    await centre.cloud.close();
  });
});

describe('somebody of whom much is known', () => {
  /** Everything in the table, as text. */
  async function wholeTable(centre: Centre): Promise<string> {
    const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables', {})) as {
      TableNames: string[];
    };
    const items: unknown[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = (await centre.cloud.call('dynamodb', 'Scan', {
        TableName: TableNames[0],
        ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
      })) as { Items: unknown[]; LastEvaluatedKey?: unknown };
      items.push(...page.Items);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items.map((item) => JSON.stringify(item)).join('\n');
  }

  it('is named nowhere once erased, nor is who was merged into them; their stars stay', async () => {
    const centre = await Centre.open();
    const mail = new Correspondence(centre);
    const phone = '+16035550123';
    const call = (method: string, path: string, body?: Readonly<Record<string, unknown>>) =>
      centre.cloud.http(method, path, { headers: secret, ...(body && { body }) });
    await centre.consents(home, 'email', 'ads');
    await centre.claims(home);
    await centre.cloud.advance('P4D');
    await centre.consents(work, 'email');
    await centre.claims(work);
    await call('PUT', '/v1/segments/drivers', {
      name: 'Drivers',
      where: { event: 'Offer Claimed', count: { atLeast: 1 } },
    });
    await call('POST', '/v1/lists/friends/people', { people: [`email:${work}`] });
    await call('PUT', `/v1/people/email:${work}/primary`, { type: 'phone', address: phone });
    const offer = centre.cloud.messages({ to: work }).at(-1)?.html ?? '';
    const page = await Page.open(centre, /href="([^"]*\/book\?t=[^"]*)"/.exec(offer)?.[1] ?? '');
    await page.send({ startsAt: page.choices('startsAt').at(-1) ?? '' });
    await centre.cloud.settle();
    await mail.writes(work, { text: 'Is the coffee free?' });
    const done = { bookingId: 'b-9', service: 'oil-change' };
    await centre.appointment(home, 'Appointment Booked', { ...centre.slot(1, 'b-9') });
    await centre.appointment(home, 'Appointment Completed', { bookingId: 'b-9' });
    await centre.appointment(home, 'Review Submitted', { ...done, stars: 5, text: `Ask for ${home}` });
    await centre.cloud.advance('PT4H');
    expect((await merge(centre, `email:${work}`, `email:${home}`)).status).toBe(200);
    await centre.cloud.settle();
    const { id } = await person(centre, `email:${home}`);
    const other = (await centre.get<{ merged: string[] }>(`/v1/people/${id}`)).merged[0] ?? '';
    const before = await wholeTable(centre);
    for (const trace of [id, other, work, home, phone]) expect(before).toContain(trace);
    const reviews = await centre.get<{ averages: unknown }>('/v1/reviews');
    const objects = await kept(centre);
    expect(objects).toHaveLength(1);

    const receipt = (await erase(centre, `email:${work}`)).json() as { id: string };
    await centre.cloud.settle();
    await centre.cloud.advance('PT6H');
    expect(await centre.get(`/v1/erasures/${receipt.id}`)).toMatchObject({
      status: 'done',
      deleted: { bookings: 1, conversations: 1, reviews: 1 },
    });
    // The audit tells who did what to which id, and an id leads to nobody any more.
    const after = (await wholeTable(centre)).split('\n').filter((item) => !item.includes('AUDIT#'));
    for (const trace of [id.slice(4), other.slice(4), work, home, phone])
      expect(after.filter((item) => item.includes(trace))).toEqual([]);
    const later = await centre.get<{ averages: unknown; items: unknown[] }>('/v1/reviews');
    expect(later.averages).toEqual(reviews.averages);
    expect(later.items).toMatchObject([{ stars: 5, text: null, person: 'per_erased' }]);
    expect(await kept(centre)).toEqual([]);
    await centre.cloud.close();
  });

  /** The mails that the bucket keeps. */
  async function kept(centre: Centre): Promise<readonly unknown[]> {
    const { Buckets = [] } = (await centre.cloud.call('s3', 'ListBuckets', {})) as {
      Buckets?: { Name: string }[];
    };
    const lists = await Promise.all(
      Buckets.map(({ Name }) => centre.cloud.call('s3', 'ListObjectsV2', { Bucket: Name })),
    );
    return (lists as { Contents?: unknown[] }[]).flatMap(({ Contents = [] }) => Contents);
  }
});

describe('the API of people', () => {
  let centre: Centre;

  beforeAll(async () => {
    centre = await Centre.open();
    await centre.consents(work, 'email');
    await centre.claims(work);
    await centre.consents(home, 'email');
  });
  afterAll(() => centre.cloud.close());

  const call = async (method: string, path: string, body?: Readonly<Record<string, unknown>>) => {
    const answer = await centre.cloud.http(method, path, { headers: secret, ...(body && { body }) });
    return [answer.status, answer.body === '' ? null : answer.json()] as const;
  };

  const alias = (key: string, userId: string, previousId: string) =>
    centre.cloud.http('POST', '/v1/alias', {
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: { userId, previousId, messageId: `alias-${userId}-${previousId}` },
    });

  it('lists everybody, page by page', async () => {
    interface Page {
      readonly items: readonly Person[];
      readonly next: string | null;
    }
    const whole = await centre.get<Page>('/v1/people');
    expect(whole.items.flatMap(({ identifiers }) => identifiers.email ?? []).toSorted()).toEqual([
      home,
      work,
    ]);
    const first = await centre.get<Page>('/v1/people?limit=1');
    const second = await centre.get<Page>(`/v1/people?limit=1&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect([whole.next, second.next]).toEqual([null, null]);
  });

  it('sets traits, and tells what was said when by which event', async () => {
    expect(
      await call('PATCH', `/v1/people/email:${work}`, { traits: { city: 'Nashua', nick: null } }),
    ).toMatchObject([200, { traits: { city: 'Nashua' } }]);
    expect(await call('PATCH', `/v1/people/email:${work}`, { traits: { email: 'x@y.z' } })).toMatchObject([
      422,
      { field: 'traits.email' },
    ]);
    expect((await call('PATCH', `/v1/people/email:${work}`, { traits: { a: 'x'.repeat(40_000) } }))[0]).toBe(
      422,
    );
    const { items } = await centre.get<{ items: readonly Record<string, unknown>[] }>(
      `/v1/people/email:${work}/changes`,
    );
    expect(items).toMatchObject([
      {
        event: { name: 'Consent Given' },
        source: 'browser',
        changes: [
          { what: 'trait', name: 'email', value: work },
          { what: 'identifier', name: 'email', value: work, state: 'attached' },
          { what: 'identifier', name: 'anonymousId', value: `of-${work}`, state: 'attached' },
          { what: 'consent', channel: 'email', topic: 'offers', state: 'given' },
        ],
      },
      { event: { name: 'Offer Claimed' }, changes: [{ what: 'trait', name: 'email' }] },
      {
        event: { name: 'Identified' },
        source: 'server',
        changes: [
          { what: 'trait', name: 'city', value: 'Nashua' },
          { what: 'trait', name: 'nick', value: null },
        ],
      },
    ]);
  });

  it('chooses the address that is used, and detaches others', async () => {
    const path = `/v1/people/email:${work}`;
    expect(
      await call('PUT', `${path}/primary`, { type: 'email', address: 'New@Work.example' }),
    ).toMatchObject([
      200,
      { identifiers: { email: [work, 'new@work.example'] }, traits: { email: 'new@work.example' } },
    ]);
    expect(await call('PUT', `${path}/primary`, { type: 'email', address: home })).toMatchObject([
      409,
      { field: 'address', reason: 'anothers' },
    ]);
    expect(await call('PUT', `${path}/primary`, { type: 'phone', address: '12' })).toMatchObject([422, {}]);
    expect(await call('PUT', `${path}/primary`, { type: 'email', address: work })).toMatchObject([
      200,
      { identifiers: { email: ['new@work.example', work] } },
    ]);
    expect(await call('DELETE', `${path}/identifiers/email/new@work.example`)).toMatchObject([
      200,
      { identifiers: { email: [work] }, traits: { email: work } },
    ]);
    expect((await call('DELETE', `${path}/identifiers/email/new@work.example`))[0]).toBe(409);
    expect((await call('GET', '/v1/people/email:new@work.example'))[0]).toBe(404);
  });

  it('joins two by a server’s alias, and none by a browser’s', async () => {
    const [one, other] = [await person(centre, `email:${work}`), await person(centre, `email:${home}`)];
    await centre.cloud.http('POST', '/v1/identify', {
      headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
      body: { userId: 'ada', traits: { email: work }, messageId: 'identify-ada' },
    });
    await centre.cloud.settle();
    expect((await alias('wk_local', 'ada', home)).status).toBe(200);
    await centre.cloud.settle();
    expect((await person(centre, `email:${home}`)).id).toBe(other.id);
    expect((await alias('sk_local', 'ada', home)).status).toBe(200);
    await centre.cloud.settle();
    expect((await person(centre, `email:${home}`)).id).toBe(one.id);
  });

  it('hands out everything that is known, of those who were merged in too', async () => {
    const [status, body] = await call('GET', `/v1/people/email:${work}/export`);
    expect(status).toBe(200);
    const { known, records } = body as { known: { profile: Person }; records: Record<string, unknown[]> };
    expect(known.profile.identifiers.email).toEqual([home, work]);
    expect(Object.keys(records).toSorted()).toEqual([
      'contacts',
      'coupons',
      'events',
      'messages',
      'other',
      'runs',
    ]);
    expect(JSON.stringify(body)).not.toContain('"token"');
  });
});
