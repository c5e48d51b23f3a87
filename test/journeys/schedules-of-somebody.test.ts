import { beforeEach, describe, expect, it } from 'vitest';
import { Marketer } from './marketing.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

let marketer: Marketer;
let desk: ScheduleDesk;
beforeEach(async () => {
  marketer = await Marketer.open();
  desk = new ScheduleDesk(marketer.centre);
});

const once = { kind: 'once', at: '2026-11-24T09:00', zone: 'America/New_York' };
const daily = { kind: 'recurring', cron: '0 10 * * ? *', zone: 'America/New_York' };
const birthday = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' };

/** Names of the clocks that EventBridge Scheduler has of schedules. */
async function clocks(): Promise<readonly string[]> {
  const { Schedules } = (await marketer.centre.cloud.call('scheduler', 'ListSchedules', {
    GroupName: 'onward',
    NamePrefix: 'schedule-',
  })) as { Schedules: { Name: string }[] };
  return Schedules.map(({ Name }) => Name);
}

const merge = (winner: string, loser: string) =>
  marketer.ask('POST', `/v1/people/email:${winner}/merge`, { other: `email:${loser}` });

describe('a schedule for one person', () => {
  it('goes with the person who is erased, clock and all; others stay', async () => {
    const person = await desk.knows(ada, { birthday: '1980-12-01' });
    const other = await desk.knows(bob);
    await desk.save('daily', { who: { person }, when: daily });
    await desk.save('birthday', { who: { person }, when: birthday });
    await desk.save('bobs', { who: { person }, when: daily });
    await desk.save('bobs', { who: { person: other }, when: daily });
    await marketer.centre.cloud.advance('PT5M');
    expect(await clocks()).toEqual(['schedule-bobs', 'schedule-daily']);
    await marketer.ask('DELETE', `/v1/people/email:${ada}`);
    await marketer.centre.cloud.settle();
    expect(await clocks()).toEqual(['schedule-bobs']);
    const { items } = await marketer.ask<{ items: { id: string }[] }>('GET', '/v1/schedules');
    expect(items.map(({ id }) => id)).toEqual(['bobs']);
    await marketer.centre.cloud.advance('P1D');
    expect(await desk.fired(bob)).toEqual(['bobs 2026-11-23T15:00:00Z']);
  });

  it('is the winner’s when the person is merged into another, and goes when that one is erased', async () => {
    const person = await desk.knows(ada, { birthday: '1980-11-25' });
    const winner = await desk.knows(bob);
    await desk.save('daily', { who: { person }, when: daily });
    await desk.save('birthday', { who: { person }, when: birthday });
    await marketer.centre.cloud.advance('PT5M');
    await merge(bob, ada);
    await marketer.centre.cloud.settle();
    const who = async (id: string) =>
      (await marketer.ask<{ who: unknown }>('GET', `/v1/schedules/${id}`)).who;
    expect([await who('daily'), await who('birthday')]).toEqual([{ person: winner }, { person: winner }]);
    expect(await desk.save('late', { who: { person }, when: once })).toMatchObject({
      who: { person: winner },
    });
    await marketer.centre.cloud.advance('P3D');
    expect((await desk.fired(bob)).toSorted()).toEqual([
      'birthday 2026-11-25T14:00:00.000Z',
      'daily 2026-11-23T15:00:00Z',
      'daily 2026-11-24T15:00:00Z',
      'daily 2026-11-25T15:00:00Z',
      'late 2026-11-24T14:00:00Z',
    ]);
    await marketer.ask('DELETE', `/v1/people/email:${bob}`);
    await marketer.centre.cloud.settle();
    expect(await clocks()).toEqual([]);
    expect(await marketer.ask('GET', '/v1/schedules')).toMatchObject({ items: [] });
  });
});

it('a campaign’s schedules are deleted with the campaign', async () => {
  const { id: campaign } = await marketer.create({});
  const everyone = { everyone: true };
  await desk.save('daily', { who: everyone, when: daily, campaign });
  await desk.save('birthday', { who: everyone, when: birthday, campaign });
  await desk.save('kept', { who: everyone, when: daily });
  const { status } = await marketer.call('DELETE', `/v1/campaigns/${campaign}`, undefined, {
    'if-match': '*',
  });
  expect(status).toBe(204);
  const { items } = await marketer.ask<{ items: { id: string }[] }>('GET', '/v1/schedules');
  expect(items.map(({ id }) => id)).toEqual(['kept']);
  await marketer.centre.cloud.advance('PT5M');
  expect(await clocks()).toEqual(['schedule-kept']);
});

it('a segment that a schedule may yet fire for is not deleted', async () => {
  const where = { trait: 'city', is: 'Concord' };
  await marketer.ask('PUT', '/v1/segments/locals', { name: 'Locals', where });
  await desk.save('soon', { who: { segment: 'locals' }, when: once });
  const remove = () => marketer.call('DELETE', '/v1/segments/locals', undefined, { 'if-match': '*' });
  const { status, body } = await remove();
  expect([status, (JSON.parse(body) as { detail: string }).detail]).toEqual([
    409,
    'segment: "locals" is whom soon fires for; delete or change that schedule first',
  ]);
  await marketer.centre.cloud.advance('P2D');
  expect((await remove()).status).toBe(204);
});
