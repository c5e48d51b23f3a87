import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const secret = { authorization: 'Bearer sk_local' };
const everyone = { everyone: true };

/** Opens at 9:00 in New York, 2026-11-23. */
let centre: Centre;
let desk: ScheduleDesk;
beforeEach(async () => {
  centre = await Centre.open();
  desk = new ScheduleDesk(centre);
});
afterEach(() => centre.cloud.close());

const afterService = {
  kind: 'event',
  event: 'Appointment Completed',
  after: 'P2D',
  time: '10:00',
};
const birthday = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' };
const daily = { kind: 'recurring', cron: '0 11 * * ? *', zone: 'America/New_York' };

const completes = (email: string, bookingId: string) =>
  centre.appointment(email, 'Appointment Completed', { bookingId });

const merge = (winner: string, loser: string) =>
  centre.cloud.http('POST', `/v1/people/email:${winner}/merge`, {
    headers: { ...secret, 'idempotency-key': 'merge' },
    body: { other: `email:${loser}` },
  });

describe('a schedule that counts from an event, and two who become one', () => {
  beforeEach(async () => {
    for (const email of [ada, bob]) await desk.knows(email);
  });

  it('counts from the other’s last, if that was later', async () => {
    await desk.save('after', { who: everyone, when: afterService });
    await centre.cloud.advance('PT5M');
    await completes(ada, 'b-1');
    await centre.cloud.advance('P1D');
    await completes(bob, 'b-2');
    await merge(ada, bob);
    await centre.cloud.advance('P3D');
    expect(await desk.fired(ada)).toEqual(['after 2026-11-26T15:00:00.000Z']);
  });

  it('counts from the other’s also where it is saved only then', async () => {
    await completes(ada, 'b-1');
    await centre.cloud.advance('P1D');
    await completes(bob, 'b-2');
    await merge(ada, bob);
    await desk.save('after', { who: everyone, when: afterService });
    await centre.cloud.advance('P3D');
    expect(await desk.fired(ada)).toEqual(['after 2026-11-26T15:00:00.000Z']);
  });

  it('moves with the one to another zone', async () => {
    await desk.save('after', { who: everyone, when: afterService });
    await centre.cloud.advance('PT5M');
    await completes(bob, 'b-2');
    await merge(ada, bob);
    await centre.cloud.settle();
    await desk.tells(ada, { timezone: 'Europe/Berlin' });
    await centre.cloud.advance('P3D');
    expect(await desk.fired(ada)).toEqual(['after 2026-11-25T09:00:00.000Z']);
    expect(await desk.refused(ada)).toEqual([]);
  });
});

interface Entry {
  readonly schedule: string;
  readonly who: unknown;
}

/** Names of the clocks that EventBridge Scheduler has of schedules. */
async function clocks(): Promise<readonly string[]> {
  const { Schedules } = (await centre.cloud.call('scheduler', 'ListSchedules', {
    GroupName: 'onward',
    NamePrefix: 'schedule-',
  })) as { Schedules: { Name: string }[] };
  return Schedules.map(({ Name }) => Name);
}

/** AWS calls after which a function dies; past its last it lives, and nothing is disturbed. */
const calls = [...Array.from({ length: 12 }, (_, call) => call), 14, 17, 20, 24, 30];

/** Ada, whose everything it is: a schedule by the clock, one on her date, one that counts from her service, and everybody's. */
async function saveAll(): Promise<void> {
  const person = await desk.knows(ada, { birthday: '1980-11-26' });
  await desk.knows(bob);
  await desk.save('hers', { who: { person }, when: daily });
  await desk.save('her-birthday', { who: { person }, when: birthday });
  await desk.save('her-service', { who: { person }, when: afterService });
  await desk.save('birthday', { who: everyone, when: birthday });
  await desk.save('service', { who: everyone, when: afterService });
  await centre.cloud.advance('PT5M');
  await completes(ada, 'b-1');
}

describe('a merge in which record-event dies after any of its calls', () => {
  it.each(calls)('%d: the winner has each schedule and timer once', async (afterCall) => {
    await saveAll();
    centre.cloud.crash({ function: 'onward-record-event', afterCall });
    expect((await merge(bob, ada)).status).toBe(200);
    await centre.cloud.advance('PT30M');
    const winner = await desk.knows(bob);
    for (const id of ['hers', 'her-birthday', 'her-service'])
      expect((await centre.get<Entry>(`/v1/schedules/${id}`)).who).toEqual({ person: winner });
    await centre.cloud.advance('P4D');
    expect((await desk.fired(bob)).toSorted()).toEqual([
      'birthday 2026-11-26T14:00:00.000Z',
      'her-birthday 2026-11-26T14:00:00.000Z',
      'her-service 2026-11-25T15:00:00.000Z',
      'hers 2026-11-23T16:00:00Z',
      'hers 2026-11-24T16:00:00Z',
      'hers 2026-11-25T16:00:00Z',
      'hers 2026-11-26T16:00:00Z',
      'service 2026-11-25T15:00:00.000Z',
    ]);
  });
});

describe('an erasure in which a function dies after any of its calls', () => {
  it.each(['people', 'erase-people'].flatMap((name) => calls.map((afterCall) => [name, afterCall] as const)))(
    '%s, %d: schedules, clocks and timers go, whoever they came from',
    async (name, afterCall) => {
      await saveAll();
      await merge(bob, ada);
      await centre.cloud.advance('PT5M');
      centre.cloud.crash({ function: `onward-${name}`, afterCall });
      const path = `/v1/people/${await desk.knows(bob)}`;
      const erase = () => centre.cloud.http('DELETE', path, { headers: secret });
      const first = await erase();
      const { id } = (first.status === 202 ? first : await erase()).json() as { readonly id: string };
      await centre.cloud.advance('PT4H');
      expect(await centre.get(`/v1/erasures/${id}`)).toMatchObject({ status: 'done' });
      expect(await clocks()).toEqual([]);
      const { items } = await centre.get<{ items: { id: string }[] }>('/v1/schedules');
      expect(items.map((each) => each.id)).toEqual(['birthday', 'service']);
      await centre.cloud.advance('P4D');
      expect((await centre.cloud.http('GET', path, { headers: secret })).status).toBe(404);
    },
  );
});
