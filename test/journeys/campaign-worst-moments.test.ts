import { describe, expect, it } from 'vitest';
import { letter, Marketer, waitingForMorning } from './marketing.ts';

const path = (id: string, verb: string): string => `/v1/campaigns/${id}/${verb}`;

describe('a campaign whose people are all reached, and whose messages wait yet', () => {
  it('is paused and resumed, and goes', async () => {
    const { marketer, id } = await waitingForMorning();
    expect(await marketer.ask('POST', path(id, 'pause'))).toMatchObject({ status: 'paused' });
    await marketer.centre.cloud.advance('PT10H');
    expect(marketer.centre.cloud.messages()).toEqual([]);
    expect(await marketer.ask('POST', path(id, 'resume'))).toMatchObject({ status: 'running' });
    await marketer.centre.cloud.advance('PT5H');
    expect(await marketer.see(id)).toMatchObject({
      status: 'completed',
      run: { progress: { reached: { A: 2 }, remaining: 0 } },
    });
    expect(Object.values(marketer.inboxes())).toEqual([1, 1]);
  });

  it('is stopped, and none of it goes', async () => {
    const marketer = await Marketer.open();
    await marketer.people(2);
    const { id } = await marketer.create({ when: { localTime: '2026-11-24T10:00' } });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT22H');
    expect((await marketer.see(id)).status).toBe('completed');
    expect(await marketer.ask('POST', path(id, 'stop'))).toMatchObject({ status: 'stopped' });
    expect(await marketer.ask('POST', path(id, 'stop'))).toMatchObject({ status: 'stopped' });
    await marketer.centre.cloud.advance('P2D');
    expect(marketer.centre.cloud.messages()).toEqual([]);
  });
});

describe('a campaign that recurs', () => {
  const daily = { when: { cron: '0 10 * * ? *', timezone: 'America/New_York' } };

  it('rests while it is paused between two of its runs', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create(daily);
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT12H');
    expect(await marketer.ask('POST', path(id, 'pause'))).toMatchObject({ status: 'paused' });
    await marketer.centre.cloud.advance('P2D');
    expect(marketer.centre.cloud.messages()).toHaveLength(1);
    await marketer.ask('POST', path(id, 'resume'));
    await marketer.centre.cloud.advance('P1D');
    expect(marketer.centre.cloud.messages()).toHaveLength(2);
    expect((await marketer.see(id)).status).toBe('scheduled');
  });

  it('goes again after it was stopped, when it is triggered again', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create(daily);
    await marketer.trigger(id);
    await marketer.ask('POST', path(id, 'stop'));
    expect((await marketer.call('POST', path(id, 'trigger'))).status).toBe(409);
    expect(await marketer.ask('POST', `${path(id, 'trigger')}?again=true`)).toMatchObject({
      status: 'scheduled',
    });
    await marketer.centre.cloud.advance('P1D');
    expect(marketer.centre.cloud.messages()).toHaveLength(1);
  });
});

describe('a trigger', () => {
  it.each([
    ['now', 'running'],
    [{ at: '2026-11-25T09:00:00Z' }, 'scheduled'],
  ])('that is sent twice at once under one key is one, be it for %j', async (when, status) => {
    const marketer = await Marketer.open();
    await marketer.people(3);
    const { id } = await marketer.create({ when, perSecond: 0.1 });
    const both = await Promise.all([marketer.trigger(id, 'k'), marketer.trigger(id, 'k')]);
    expect(both.map((each) => each.status)).toEqual([status, status]);
    expect(both[0].run?.id).toBe(both[1].run?.id);
    await marketer.centre.cloud.advance('P3D');
    expect(Object.values(marketer.inboxes())).toEqual([1, 1, 1]);
  });

  it('that is sent twice at once under two keys is refused once', async () => {
    const marketer = await Marketer.open();
    await marketer.people(2);
    const { id } = await marketer.create({});
    const answers = await Promise.all(
      ['k', 'l'].map((key) =>
        marketer.call('POST', path(id, 'trigger'), undefined, { 'idempotency-key': key }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await marketer.centre.cloud.advance('PT5M');
    expect(Object.values(marketer.inboxes())).toEqual([1, 1]);
  });

  it('goes by what the campaign says, where a schedule was left of what it said before', async () => {
    const marketer = await Marketer.open();
    const { cloud } = marketer.centre;
    await marketer.people(1);
    const { id } = await marketer.create({ when: { at: '2026-11-25T15:00:00Z' } });
    const other = await marketer.create({ when: { at: '2026-11-24T15:00:00Z' } });
    await marketer.trigger(other.id);
    const named = { Name: `campaign-${other.id}` };
    const { Schedules } = (await cloud.call('scheduler', 'ListSchedules', {})) as {
      Schedules: { Name: string; GroupName: string }[];
    };
    const GroupName = Schedules.find(({ Name }) => Name === named.Name)?.GroupName;
    const made = (await cloud.call('scheduler', 'GetSchedule', { ...named, GroupName })) as object;
    const left = JSON.parse(JSON.stringify(made).replaceAll(other.id, id));
    await cloud.call('scheduler', 'CreateSchedule', left);
    await marketer.ask('POST', path(other.id, 'stop'));
    await marketer.trigger(id);
    await cloud.advance('PT30H');
    expect(cloud.messages()).toEqual([]);
    await cloud.advance('P1D');
    expect(cloud.messages()).toHaveLength(1);
  });

  it('waits until a segment is built', async () => {
    const marketer = await Marketer.open();
    await marketer.people(2);
    await marketer.ask('PUT', '/v1/segments/all', { name: 'All', where: { has: 'email' } });
    const { id } = await marketer.create({ to: { segment: 'all' } });
    expect(await marketer.ask('POST', path(id, 'review'))).toMatchObject({
      warnings: expect.arrayContaining([expect.stringMatching(/^The segment "all" is being built/)]),
    });
    expect((await marketer.call('POST', path(id, 'trigger'))).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('is being built'),
    });
    await marketer.centre.cloud.advance('PT5M');
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect(Object.values(marketer.inboxes())).toEqual([1, 1]);
  });
});

describe('a campaign at the edge', () => {
  it('whose time is past says so in its review, and is not triggered', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create({ when: { at: '2026-11-23T13:00:00Z' } });
    expect(await marketer.ask('POST', path(id, 'review'))).toMatchObject({
      warnings: [expect.stringMatching(/^Its time is past/)],
    });
    expect((await marketer.call('POST', path(id, 'trigger'))).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('is past'),
    });
    const partly = await marketer.create({ when: { localTime: '2026-11-23T08:00' } });
    expect(await marketer.ask('POST', path(partly.id, 'review'))).toMatchObject({
      warnings: [expect.stringMatching(/^It is later already by the clocks of 1 people/)],
    });
  });

  it('to nobody is over at once', async () => {
    const marketer = await Marketer.open();
    const [email = ''] = await marketer.people(1);
    await marketer.list('empty', [email]);
    await marketer.call('DELETE', `/v1/lists/empty/people/email:${email}`);
    const { id } = await marketer.create({ to: { list: 'empty' }, holdOut: 50 });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    expect(await marketer.see(id)).toMatchObject({
      status: 'completed',
      run: { progress: { people: 0, looked: 0, remaining: 0 } },
    });
    expect(await marketer.ask('GET', path(id, 'result'))).toMatchObject({
      arms: [
        { id: 'A', people: 0, rate: null },
        { id: 'hold-out', people: 0, rate: null },
      ],
      comparisons: [],
    });
  });

  it('has up to ten variants, each of whom gets its share', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(100);
    const variants = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, weight: index + 1, send: letter }));
    const { id } = await marketer.create({ variants, perSecond: 100, holdOut: 10 });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT10M');
    const { reached = {}, heldOut = 0 } = (await marketer.see(id)).run?.progress ?? {};
    expect(Object.keys(reached)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Object.values(reached).reduce((sum, count) => sum + count, heldOut)).toBe(100);
    expect(reached.e).toBeGreaterThan(reached.a ?? 0);
    expect(Object.keys(marketer.inboxes())).toHaveLength(emails.length - heldOut);
    const { comparisons } = await marketer.ask<{ comparisons: unknown[] }>('GET', path(id, 'result'));
    expect(comparisons).toHaveLength(10);
  });

  it.each([
    [{ variants: [{ id: 'A', weight: 0, send: letter }] }, 'variants.0.weight'],
    [{ holdOut: 100 }, 'holdOut'],
    [{ perSecond: 0 }, 'perSecond'],
  ])('is refused: %j', async (says, field) => {
    const marketer = await Marketer.open();
    const whole = { name: 'Edge', to: 'everyone', variants: [{ id: 'A', send: letter }], ...says };
    expect((await marketer.call('POST', '/v1/campaigns', whole)).json()).toMatchObject({
      status: 400,
      field,
    });
  });

  it('is not changed after its trigger, whatever became of it', async () => {
    const marketer = await Marketer.open();
    await marketer.people(1);
    const { id } = await marketer.create({ perSecond: 0.01 });
    await marketer.trigger(id);
    const other = { name: 'Other', to: 'everyone', variants: [{ id: 'B', send: letter }] };
    const put = () => marketer.call('PUT', `/v1/campaigns/${id}`, other, { 'if-match': '*' });
    expect((await put()).status).toBe(409);
    await marketer.ask('POST', path(id, 'stop'));
    expect((await put()).json()).toMatchObject({ status: 409, detail: expect.stringContaining('stopped') });
  });
});
