import { describe, expect, it } from 'vitest';
import { Marketer } from './marketing.ts';

const minutes = 60_000;

interface Somebody {
  readonly id: string;
  readonly email: string;
}

const shardOf = ({ id }: Somebody): string => id.slice(-1);

async function known(marketer: Marketer, count: number): Promise<Somebody[]> {
  const emails = await marketer.people(count);
  return Promise.all(
    emails.map(async (email) => ({
      email,
      id: (await marketer.ask<{ id: string }>('GET', `/v1/people/email:${email}`)).id,
    })),
  );
}

const merge = async (marketer: Marketer, winner: Somebody, loser: Somebody): Promise<void> => {
  await marketer.ask('POST', `/v1/people/${winner.id}/merge`, { other: loser.id });
};

/** Goes on until so many were written to. */
async function until(marketer: Marketer, messages: number): Promise<void> {
  while (marketer.centre.cloud.messages().length < messages) await marketer.centre.cloud.advance('PT5S');
}

const unreached = (marketer: Marketer, people: readonly Somebody[]): Somebody => {
  const found = people.find(({ email }) => !marketer.inboxes()[email]);
  if (!found) throw new Error('everybody was reached');
  return found;
};

/** A campaign to a list, some of whom it has reached, and somebody in a part of the people where it looks no more. */
async function underWay(says: object = {}) {
  const marketer = await Marketer.open();
  const everybody = await known(marketer, 12);
  const [stranger] = everybody as [Somebody];
  const listed = everybody.filter((each) => shardOf(each) !== shardOf(stranger)).slice(0, 6);
  await marketer.list(
    'winter',
    listed.map(({ email }) => email),
  );
  const { id } = await marketer.create({ to: { list: 'winter' }, perSecond: 0.1, ...says });
  await marketer.trigger(id);
  await until(marketer, 2);
  return { marketer, id, stranger, listed };
}

async function ends(marketer: Marketer, id: string): Promise<unknown> {
  await marketer.centre.cloud.advance(30 * minutes);
  return (await marketer.see(id)).run;
}

const isFailed = (run: unknown): boolean => (run as { status: string }).status === 'failed';

describe('who is two people when a campaign begins, and one before it ends', () => {
  it('is reached once where the list has them in a part that the run has passed', async () => {
    const { marketer, id, stranger, listed } = await underWay();
    const loser = unreached(marketer, listed);
    await merge(marketer, stranger, loser);
    expect(await ends(marketer, id)).toMatchObject({
      status: 'completed',
      progress: { people: 6, looked: 6, reached: { A: 6 }, skipped: {}, remaining: 0 },
    });
    const others = listed.filter((each) => each !== loser);
    expect(marketer.inboxes()).toEqual(
      Object.fromEntries([...others, stranger].map(({ email }) => [email, 1])),
    );
  });

  it('is reached once where a function dies after any of its calls', async () => {
    for (const afterCall of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { marketer, id, stranger, listed } = await underWay();
      await merge(marketer, stranger, unreached(marketer, listed));
      for (let each = 0; each < 12; each += 1) {
        marketer.centre.cloud.crash({ function: 'onward-run-campaign', afterCall });
        await marketer.centre.cloud.advance('PT10S');
      }
      // Six deaths in a row are one more than a slice is tried again after.
      if (isFailed(await ends(marketer, id))) await marketer.ask('POST', `/v1/campaigns/${id}/resume`);
      expect([afterCall, await ends(marketer, id)]).toMatchObject([
        afterCall,
        { status: 'completed', progress: { reached: { A: 6 }, remaining: 0 } },
      ]);
      expect(Object.values(marketer.inboxes())).toEqual(Array(6).fill(1));
      expect(marketer.inboxes()[stranger.email]).toBe(1);
    }
  });

  it('is not reached again where either of the two was', async () => {
    const { marketer, id, stranger, listed } = await underWay();
    const [one, other] = Object.keys(marketer.inboxes()).map((to) =>
      listed.find((each) => each.email === to),
    );
    if (!one || !other) throw new Error('nobody was reached yet');
    const waiting = unreached(marketer, listed);
    await merge(marketer, one, waiting);
    await merge(marketer, stranger, other);
    const last = unreached(
      marketer,
      listed.filter((each) => each !== waiting),
    );
    expect(await ends(marketer, id)).toMatchObject({ status: 'completed', progress: { reached: { A: 5 } } });
    expect(marketer.inboxes()[last.email]).toBe(1);
    expect(marketer.inboxes()[stranger.email]).toBeUndefined();
    expect(Object.values(marketer.inboxes())).toEqual(Array(5).fill(1));
  });

  it('is reached once where one of them was passed over before', async () => {
    const marketer = await Marketer.open();
    const everybody = await known(marketer, 8);
    await marketer.centre.books('stranger@example.com', 3);
    const { id: person } = await marketer.ask<{ id: string }>('GET', '/v1/people/email:stranger@example.com');
    const { id } = await marketer.create({ perSecond: 0.1 });
    await marketer.trigger(id);
    while (!(await marketer.see(id)).run?.progress.skipped['no-consent'])
      await marketer.centre.cloud.advance('PT5S');
    await merge(marketer, { id: person, email: 'stranger@example.com' }, unreached(marketer, everybody));
    await ends(marketer, id);
    expect(marketer.centre.inbox('stranger@example.com')).toEqual(['send-confirmation', 'send']);
    expect(marketer.centre.cloud.messages().filter(({ step }) => step === 'send')).toHaveLength(8);
  });

  it('is reached once where they come into a segment by it', async () => {
    const marketer = await Marketer.open();
    const everybody = await known(marketer, 8);
    const [stranger] = everybody as [Somebody];
    const singing = everybody.filter((each) => shardOf(each) !== shardOf(stranger)).slice(0, 3);
    for (const { email } of singing) await marketer.centre.appointment(email, 'Song Played', {});
    await marketer.ask('PUT', '/v1/segments/singers', {
      name: 'Singers',
      where: { did: 'Song Played', times: { gte: 1 } },
    });
    await marketer.centre.cloud.advance('PT5M');
    const { id } = await marketer.create({ to: { segment: 'singers' }, perSecond: 0.1 });
    await marketer.trigger(id);
    await until(marketer, 1);
    const loser = unreached(marketer, singing);
    await merge(marketer, stranger, loser);
    await ends(marketer, id);
    const others = singing.filter((each) => each !== loser);
    expect(marketer.inboxes()).toEqual(
      Object.fromEntries([...others, stranger].map(({ email }) => [email, 1])),
    );
  });

  it('waits for their turn while it is paused, and has none once it is stopped', async () => {
    const { marketer, id, stranger, listed } = await underWay();
    await marketer.ask('POST', `/v1/campaigns/${id}/pause`);
    await merge(marketer, stranger, unreached(marketer, listed));
    await ends(marketer, id);
    expect(marketer.inboxes()[stranger.email]).toBeUndefined();
    await marketer.ask('POST', `/v1/campaigns/${id}/resume`);
    await ends(marketer, id);
    expect(marketer.inboxes()[stranger.email]).toBe(1);

    const stopped = await underWay();
    await merge(stopped.marketer, stopped.stranger, unreached(stopped.marketer, stopped.listed));
    await stopped.marketer.ask('POST', `/v1/campaigns/${stopped.id}/stop`);
    const before = stopped.marketer.centre.cloud.messages().length;
    await ends(stopped.marketer, stopped.id);
    expect(stopped.marketer.centre.cloud.messages()).toHaveLength(before);
  });
});

it('reaches everybody but who is erased while it runs, be that before their turn, after it, or after a merge', async () => {
  const { marketer, id, stranger, listed } = await underWay();
  const [reached] = Object.keys(marketer.inboxes());
  const first = unreached(marketer, listed);
  const second = unreached(
    marketer,
    listed.filter((each) => each !== first),
  );
  await merge(marketer, stranger, first);
  for (const person of [`email:${reached}`, stranger.id, second.id])
    await marketer.ask('DELETE', `/v1/people/${person}`);
  expect(await ends(marketer, id)).toMatchObject({
    status: 'completed',
    progress: { reached: { A: 4 }, remaining: 0 },
  });
  const others = listed.filter((each) => each !== first && each !== second);
  expect(marketer.inboxes()).toEqual(Object.fromEntries(others.map(({ email }) => [email, 1])));
});
