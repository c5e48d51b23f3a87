import { describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const secret = { authorization: 'Bearer sk_local' };
const work = 'ada@work.example';
const home = 'ada@home.example';

/** AWS calls after which a function dies; past its last it lives, and nothing is disturbed. */
const calls = Array.from({ length: 16 }, (_, call) => call);

interface Person {
  readonly id: string;
  readonly merged: readonly string[];
  readonly runs: readonly { readonly status: string; readonly journey: string }[];
}

const idOf = async (centre: Centre, email: string): Promise<string> =>
  (await centre.get<Person>(`/v1/people/email:${email}`)).id;

/** Two who claimed the offer an hour apart. */
async function two(): Promise<{ centre: Centre; winner: string; loser: string }> {
  const centre = await Centre.open();
  await centre.consents(home, 'email');
  await centre.claims(home);
  await centre.cloud.advance('PT1H');
  await centre.consents(work, 'email', 'ads');
  await centre.claims(work);
  await centre.cloud.advance('PT1H');
  return { centre, winner: await idOf(centre, work), loser: await idOf(centre, home) };
}

describe('a merge in which a function dies after any of its AWS calls', () => {
  const merged = async (functionName: string, afterCall: number) => {
    const { centre, winner, loser } = await two();
    centre.cloud.crash({ function: functionName, afterCall });
    const merge = () =>
      centre.cloud.http('POST', `/v1/people/${winner}/merge`, {
        headers: { ...secret, 'idempotency-key': 'merge' },
        body: { other: loser },
      });
    if ((await merge()).status !== 200) expect((await merge()).status).toBe(200);
    await centre.cloud.advance('PT1H');
    const one = await centre.get<Person>(`/v1/people/email:${home}`);
    expect(one).toEqual(await centre.get<Person>(`/v1/people/email:${work}`));
    expect([one.id, one.merged]).toEqual([winner, [loser]]);
    expect(one.runs.map(({ status }) => status).toSorted()).toEqual(['running', 'stopped']);
    const names = await centre.events(work);
    expect(names.filter((name) => name === 'People Merged')).toHaveLength(1);
    await centre.books(home, 9);
    await centre.cloud.advance('PT1H');
    const open = (await centre.runs(work, 'oil-change-offer')).map(({ status }) => status);
    expect(open.toSorted()).toEqual(['completed', 'stopped']);
    expect(centre.inbox(work)).toEqual(['send-offer', 'send-confirmation']);
    expect(centre.inbox(home)).toEqual(['send-offer']);
    await centre.cloud.close();
  };

  it.each(calls)('people, after %d: asked again, they are one', (afterCall) =>
    merged('onward-people', afterCall),
  );

  it.each(calls)('record-event, after %d: the line finishes it', (afterCall) =>
    merged('onward-record-event', afterCall),
  );
});

describe('an erasure in which a function dies after any of its AWS calls', () => {
  const erased = async (functionName: string, afterCall: number) => {
    const { centre, winner } = await two();
    await centre.cloud.settle();
    centre.cloud.crash({ function: functionName, afterCall });
    const erase = () => centre.cloud.http('DELETE', `/v1/people/${winner}`, { headers: secret });
    const first = await erase();
    const answer = first.status === 202 ? first : await erase();
    expect(answer.status).toBe(202);
    const { id } = answer.json() as { readonly id: string };
    await centre.cloud.advance('PT4H');
    expect(await centre.get(`/v1/erasures/${id}`)).toMatchObject({ status: 'done' });
    const gone = await centre.cloud.http('GET', `/v1/people/email:${work}`, { headers: secret });
    expect(gone.status).toBe(404);
    await centre.consents(work, 'email');
    expect(await idOf(centre, work)).not.toBe(winner);
    await centre.cloud.advance('P6D');
    expect(centre.inbox(work)).toEqual(['send-offer']);
    await centre.cloud.close();
  };

  it.each(calls)('people, after %d: asked again, it is begun', (afterCall) =>
    erased('onward-people', afterCall),
  );

  it.each([...calls, 20, 30, 40])('erase-people, after %d: the hour’s next finishes it', (afterCall) =>
    erased('onward-erase-people', afterCall),
  );
});
