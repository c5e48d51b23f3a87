import { describe, expect, it } from 'vitest';
import type { HttpOutput } from '../../local/in-process-http.ts';
import { Clerk } from './clerk.ts';

const work = 'ada@work.example';
const home = 'ada@home.example';

/** Two people who are one, and a clerk who changes them. */
async function two() {
  const clerk = await Clerk.open();
  const { marketer } = clerk;
  const { centre } = marketer;
  await clerk.sends({}, [
    { Email: work, Tier: 'gold' },
    { Email: home, City: 'Nashua' },
  ]);
  const idOf = async (email: string) => (await clerk.person(`email:${email}`)).id;
  const ids = { work: await idOf(work), home: await idOf(home) };
  return {
    clerk,
    centre,
    ids,
    merge: (winner: string, other: string) => marketer.call('POST', `/v1/people/${winner}/merge`, { other }),
    erase: (id: string) => marketer.call('DELETE', `/v1/people/${id}`),
    status: async (id: string) => (await marketer.call('GET', `/v1/people/${id}`)).status,
    /** Until what was erased has been looked through a second time. */
    async settle() {
      await centre.cloud.settle();
      await centre.cloud.advance('PT4H');
    },
  };
}

const statuses = (answers: readonly HttpOutput[]) => answers.map(({ status }) => status);

/** Every receipt that answers gave. */
async function receipts(clerk: Clerk, answers: readonly HttpOutput[]): Promise<readonly string[]> {
  const ids = answers
    .filter(({ status }) => status === 202)
    .map((answer) => (answer.json() as { id: string }).id);
  const found = ids.map((id) => clerk.marketer.ask<{ status: string }>('GET', `/v1/erasures/${id}`));
  return (await Promise.all(found)).map(({ status }) => status);
}

describe('what happens to one person at the same moment', () => {
  it('is one merge, where each of two is to become the other', async () => {
    const { clerk, ids, merge, settle } = await two();
    const answers = await Promise.all([merge(ids.work, ids.home), merge(ids.home, ids.work)]);
    expect(statuses(answers).toSorted()).toEqual([200, 409]);
    await settle();
    const one = await clerk.person(`email:${work}`);
    expect(one).toEqual(await clerk.person(`email:${home}`));
    expect(one.traits).toMatchObject({ tier: 'gold', address: { city: 'Nashua' } });
    const { items } = await clerk.marketer.ask<{ items: unknown[] }>('GET', '/v1/people');
    expect(items).toHaveLength(1);
  });

  it.each(['work', 'home'] as const)('is a merge and an erasure of one of them: %s', async (erased) => {
    const { clerk, ids, merge, erase, status, settle } = await two();
    const answers = await Promise.all([erase(ids[erased]), merge(ids.work, ids.home)]);
    const [gone, merged] = statuses(answers);
    expect(gone).toBe(202);
    expect([200, 404, 409, 410]).toContain(merged);
    await settle();
    expect(await receipts(clerk, answers)).toEqual(['done']);
    expect(await status(ids[erased])).toBe(404);
    const left = erased === 'work' ? 'home' : 'work';
    expect(await status(ids[left])).toBe(merged === 200 ? 404 : 200);
  });

  it('is an erasure and an import that names them: nobody is half there', async () => {
    for (let after = 0; after < 4; after += 1) {
      const { clerk, centre, ids, erase, status, settle } = await two();
      const { id } = await clerk.begin();
      const taken = clerk.part(id, 1, [
        { Email: work, Tier: 'silver', Phone: '+16035550100' },
        { Email: 'bo@example.com' },
      ]);
      // So far the import has come when the person goes.
      for (let turn = 0; turn < after * 20; turn += 1) await Promise.resolve();
      const answers = [await erase(ids.work), await taken];
      expect(statuses(answers)).toEqual([202, 200]);
      await settle();
      expect(await receipts(clerk, answers)).toEqual(['done']);
      expect(await status(ids.work)).toBe(404);
      expect(await status('email:bo@example.com')).toBe(200);
      // With the addresses somebody new is known, or nobody: none of them leads nowhere for ever.
      await clerk.sends({}, [{ Email: work, Phone: '+16035550100' }]);
      const again = await clerk.person(`email:${work}`);
      expect(again.id).not.toBe(ids.work);
      expect(again.identifiers).toMatchObject({ email: [work], phone: ['+16035550100'] });
      await centre.cloud.close();
    }
  });

  it('is an alias of who was erased, which brings nothing back', async () => {
    const { clerk, ids, erase, status, settle } = await two();
    await erase(ids.work);
    await clerk.sends({ format: 'segment' }, [
      { type: 'alias', previousId: work, userId: '42' },
      { type: 'alias', previousId: ids.work, userId: '42' },
    ]);
    await settle();
    expect(await status(ids.work)).toBe(404);
    expect(await clerk.person('userId:42')).toMatchObject({ identifiers: { userId: ['42'] }, merged: [] });
  });
});

describe('parts that come at the same moment', () => {
  const rows = [{ Email: work }, { Email: home }, { Email: 'nobody' }];

  it('are taken once, where they are the same', async () => {
    const clerk = await Clerk.open();
    const { id } = await clerk.begin();
    const answers = await Promise.all(Array.from({ length: 3 }, () => clerk.part(id, 1, rows)));
    expect(statuses(answers)).toEqual([200, 200, 200]);
    await clerk.marketer.centre.cloud.settle();
    expect(await clerk.marketer.ask('GET', `/v1/imports/${id}`)).toMatchObject({
      next: 2,
      rows: 3,
      taken: 2,
      bad: 1,
    });
    expect((await clerk.errors(id)).items).toHaveLength(1);
    expect(await clerk.events(`email:${work}`)).toEqual(['Identified']);
  });

  it('wait for their turn, where they are five, and one of two contents stands', async () => {
    const clerk = await Clerk.open();
    const { id } = await clerk.begin();
    const five = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        clerk.part(id, index + 1, [{ Email: `p${index}@example.com` }]),
      ),
    );
    expect(statuses(five)).toEqual([200, 409, 409, 409, 409]);
    const contents = await Promise.all([clerk.part(id, 2, rows), clerk.part(id, 2, rows.toReversed())]);
    expect(statuses(contents).toSorted()).toEqual([200, 409]);
    expect(await clerk.marketer.ask('GET', `/v1/imports/${id}`)).toMatchObject({
      next: 3,
      rows: 4,
      taken: 3,
    });
  });
});
