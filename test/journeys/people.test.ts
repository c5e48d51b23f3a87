import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

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

describe('somebody who is erased', () => {
  interface Receipt {
    readonly id: string;
    readonly status: string;
    readonly deleted: Readonly<Record<string, number>>;
  }

  const erase = (centre: Centre, id: string) =>
    centre.cloud.http('DELETE', `/v1/people/${id}`, { headers: secret });

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
