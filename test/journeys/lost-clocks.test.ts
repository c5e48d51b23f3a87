import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scheduleKey } from '../../domain/records.ts';
import { Centre } from './centre.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const ada = 'ada@example.com';
const everyone = { everyone: true };

/** Opens at 9:00 in New York, 2026-11-23. */
let centre: Centre;
let desk: ScheduleDesk;
beforeEach(async () => {
  centre = await Centre.open();
  desk = new ScheduleDesk(centre);
  await desk.knows(ada, { birthday: '1980-11-25' });
});
afterEach(() => centre.cloud.close());

const scheduler = (operation: string, name: string, input: object = {}) =>
  centre.cloud.call('scheduler', operation, { Name: name, GroupName: 'onward', ...input }) as Promise<
    Readonly<Record<string, unknown>>
  >;
const remove = (name: string) => scheduler('DeleteSchedule', name);
const read = (name: string) => scheduler('GetSchedule', name);

/** What a hand in the console puts back: a clock as it was. */
async function putBack(clock: Readonly<Record<string, unknown>>): Promise<void> {
  const { Name, Target, FlexibleTimeWindow, ScheduleExpression, ScheduleExpressionTimezone } = clock;
  const input = { Target, FlexibleTimeWindow, ScheduleExpression, ScheduleExpressionTimezone };
  await scheduler('CreateSchedule', String(Name), input);
}

const soon = 7_200_000;
const daily = { kind: 'recurring', cron: '0 12 * * ? *', zone: 'America/New_York' };
const once = { kind: 'once', at: '2026-11-23T12:00', zone: 'America/New_York' };
const noon = (day: number) => `2026-11-${day}T17:00:00Z`;

describe('a schedule whose clock was deleted', () => {
  it('has it again within the hour, and misses nothing', async () => {
    await desk.save('daily', { who: everyone, when: daily });
    const clock = await read('schedule-daily');
    await remove('schedule-daily');
    await centre.cloud.advance('PT61M');
    expect((await read('schedule-daily')).Target).toEqual(clock.Target);
    await centre.cloud.advance('P1D');
    expect(await desk.fired(ada)).toEqual([`daily ${noon(23)}`]);
  });

  it('fires late once what it missed meanwhile', async () => {
    await desk.save('daily', { who: everyone, when: daily });
    await desk.save('once', { who: everyone, when: once });
    await centre.cloud.advance('PT2H50M');
    for (const name of ['schedule-daily', 'schedule-once']) await remove(name);
    await centre.cloud.advance('P2D');
    expect((await desk.fired(ada, soon)).toSorted()).toEqual([
      `daily ${noon(23)}`,
      `daily ${noon(24)}`,
      `once ${noon(23)}`,
    ]);
    expect(await desk.refused(ada)).toEqual([]);
  });

  it('by each person’s clock: is put right as well', async () => {
    await desk.save('theirs', { who: everyone, when: { ...once, zone: 'person', at: '2026-11-24T12:00' } });
    await remove('schedule-theirs');
    await centre.cloud.advance('P2D');
    expect(await desk.fired(ada)).toEqual(['theirs 2026-11-24T17:00:00.000Z']);
  });
});

describe('a schedule whose clock is there', () => {
  it('fires late what EventBridge Scheduler dropped, the last time only', async () => {
    await desk.save('twice', { who: everyone, when: { ...daily, cron: '10,20 * * * ? *' } });
    const clock = await read('schedule-twice');
    await centre.cloud.advance('PT2M');
    await remove('schedule-twice');
    await centre.cloud.advance('PT40M');
    await putBack(clock);
    await centre.cloud.advance('PT30M');
    const fired = (await desk.fired(ada, soon)).map((each) => each.slice(-9));
    expect(fired.toSorted()).toEqual(['14:20:00Z', '15:10:00Z']);
  });

  it('does not fire again what was fired, however often it is looked at', async () => {
    await desk.save('daily', { who: everyone, when: daily });
    await desk.save('once', { who: everyone, when: once });
    await centre.cloud.advance('PT4H');
    const { schedulerInvocations } = centre.cloud.usage;
    await centre.cloud.advance('PT10H');
    const hourly = 10 * 5;
    expect(centre.cloud.usage.schedulerInvocations - schedulerInvocations).toBeLessThanOrEqual(hourly);
    expect(await desk.fired(ada)).toHaveLength(2);
  });

  it('is set again as the schedule is, where somebody changed it by hand', async () => {
    await desk.save('daily', { who: everyone, when: daily });
    const clock = await read('schedule-daily');
    await remove('schedule-daily');
    await putBack({ ...clock, ScheduleExpression: 'cron(0 15 * * ? *)' });
    await centre.cloud.advance('PT61M');
    expect((await read('schedule-daily')).ScheduleExpression).toBe('cron(0 12 * * ? *)');
  });
});

it('a clock whose schedule is deleted while it is looked at goes', async () => {
  await desk.save('daily', { who: everyone, when: daily });
  const clock = await read('schedule-daily');
  const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  const TableName = TableNames[0];
  const Key = marshall(scheduleKey('timed', 'daily'));
  const { Item } = (await centre.cloud.call('dynamodb', 'GetItem', { TableName, Key })) as {
    Item: typeof Key;
  };
  // As the look has read it before it was deleted.
  const Ghost = { ...Item, ...marshall(scheduleKey('timed', 'ghost')), id: { S: 'gone' } };
  await centre.cloud.call('dynamodb', 'PutItem', { TableName, Item: Ghost });
  await putBack({ ...clock, Name: 'schedule-gone' });
  await centre.cloud.advance('PT61M');
  await expect(read('schedule-gone')).rejects.toThrow(/schedule-gone/);
  await read('schedule-daily');
});

describe('what is left alone', () => {
  it('what fell into a pause, or before a change', async () => {
    for (const id of ['paused', 'changed']) await desk.save(id, { who: everyone, when: once });
    await centre.cloud.advance('PT2H50M');
    await desk.call('POST', '/paused/pause');
    await remove('schedule-changed');
    await centre.cloud.advance('PT20M');
    await desk.call('POST', '/paused/resume');
    await desk.save('changed', { title: 'Another title', who: everyone, when: daily });
    await centre.cloud.advance('PT10H');
    expect(await desk.fired(ada, soon)).toEqual([]);
  });
});

it('timers whose setting was dropped are set within the hour', async () => {
  const when = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' };
  await desk.save('birthday', { who: everyone, when });
  await remove('schedule-birthday.set');
  await centre.cloud.advance('P3D');
  expect(await desk.fired(ada)).toEqual(['birthday 2026-11-25T14:00:00.000Z']);
});
