import { beforeEach, describe, expect, it } from 'vitest';
import { record } from '../../../domain/events/record.ts';
import { eventKey, profileKey, segmentMemberKey } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { keepTimers } from '../../../domain/schedules/keep-timers.ts';
import { keyOf, type Schedule } from '../../../domain/schedules/schedule.ts';
import { scheduleFiredRule } from '../../../domain/schedules/schedule-fired.ts';
import { RelativeSchedules } from '../../../domain/schedules/schedules.ts';
import { readTimer } from '../../../domain/timers/timer.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const timezone = 'America/New_York';
const birthday = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' } as const;
const nextService = { kind: 'event', event: 'Serviced', after: 'P6M' } as const;

const journey = {
  id: 'greet',
  title: 'Greet',
  entry: { event: 'Schedule Fired', as: 'fired', where: { schedule: 'birthday' } },
  reEntry: 'ignore' as const,
  steps: [{ kind: 'exit' as const, id: 'leave', reason: 'greeted' }],
};

let world: OutsideWorld;
let told: number;
beforeEach(() => {
  world = new OutsideWorld();
  told = 0;
});

async function save(id: string, when: Schedule['when'], more: Partial<Schedule> = {}): Promise<void> {
  const at = '2026-11-23T14:00:00.000Z';
  await world.table.put({
    ...keyOf({ id, when }),
    id,
    title: id,
    who: { everyone: true },
    when,
    paused: false,
    version: 'v',
    revision: 'r',
    createdAt: at,
    changedAt: at,
    ...more,
  });
}

const tell = (name: string, at: string, properties: object = {}, more: object = {}) => {
  told += 1;
  return record(
    world.table,
    new Runs(world.table),
    {
      v: 1,
      person,
      key: 'onward',
      messageId: `m-${told}`,
      source: 'onward',
      type: 'track',
      name,
      properties: { ...properties },
      timestamp: at,
      receivedAt: at,
      hops: 0,
      ...more,
    },
    {
      journeys: [journey],
      arnPrefix: 'arn:',
      rules: { 'Schedule Fired': scheduleFiredRule(timezone) },
      upkeeps: [keepTimers({ table: world.table, schedules: new RelativeSchedules(world.table), timezone })],
    },
    new Date(at),
  );
};

const due = async (schedule: string) => (await readTimer(world.table, person, `schedule:${schedule}`))?.at;
const at = '2026-12-01T14:00:00.000Z';
const fires = (schedule = 'birthday', more: object = {}) =>
  tell('Schedule Fired', at, { schedule, revision: 'r', at, ...more });

describe('a schedule’s event, when it is recorded', () => {
  beforeEach(async () => {
    await save('birthday', birthday, { data: { gift: 'wash' } });
    await tell('Identified', '2026-11-24T14:00:00.000Z', {}, { traits: { birthday: '1980-12-01' } });
  });

  it('tells the schedule’s data, enters journeys, and sets the next year’s timer', async () => {
    expect(await due('birthday')).toBe(at);
    const { event } = await fires();
    expect(event.properties).toMatchObject({ schedule: 'birthday', data: { gift: 'wash' } });
    expect(event.starts).toHaveLength(1);
    expect(await due('birthday')).toBe('2027-12-01T14:00:00.000Z');
  });

  it.each([
    ['was deleted', 'schedule-deleted', () => world.table.delete(keyOf({ id: 'birthday', when: birthday }))],
    ['has other moments by now', 'schedule-changed', () => save('birthday', birthday, { revision: 's' })],
    ['is paused', 'schedule-paused', () => save('birthday', birthday, { paused: true })],
    [
      'is for a segment of others',
      'not-in-segment',
      () => save('birthday', birthday, { who: { segment: 'vip' } }),
    ],
  ])('counts for nothing if the schedule %s', async (_, reason, change) => {
    await change();
    const { event } = await fires();
    expect([event.refused, event.starts]).toEqual([reason, undefined]);
  });

  it('counts for who is in the segment', async () => {
    await save('birthday', birthday, { who: { segment: 'vip' } });
    await world.table.put({ ...segmentMemberKey('vip', person) });
    expect((await fires()).event.refused).toBeUndefined();
  });

  it('counts for nothing if the date in the profile is another by now', async () => {
    await tell('Identified', '2026-11-30T14:00:00.000Z', {}, { traits: { birthday: '1980-12-02' } });
    expect((await fires()).event.refused).toBe('moment-moved');
    expect(await due('birthday')).toBe('2026-12-02T14:00:00.000Z');
  });
});

describe('an event', () => {
  it('that a schedule counts from sets its timer, a later one moves it, and only its own firing ends it', async () => {
    await save('next-service', nextService);
    const first = '2026-08-31T15:00:00.000Z';
    await tell('Serviced', first);
    expect(await due('next-service')).toBe('2027-02-28T16:00:00.000Z');
    await tell('Serviced', '2026-09-30T15:00:00.000Z');
    expect(await due('next-service')).toBe('2027-03-30T15:00:00.000Z');
    const late = { schedule: 'next-service', revision: 'r', at: '2027-02-28T16:00:00.000Z', since: first };
    const { event } = await tell('Schedule Fired', late.at, late);
    expect(event.refused).toBe('moment-moved');
    expect(await due('next-service')).toBe('2027-03-30T15:00:00.000Z');
  });

  it('tells how many journeys’ events led to the timer that it sets, so that none goes round for ever', async () => {
    await save('again', { ...nextService, after: 'P0D', time: '23:59' });
    await tell('Serviced', '2026-08-31T15:00:00.000Z', {}, { hops: 7 });
    expect((await readTimer(world.table, person, 'schedule:again'))?.event.hops).toBe(8);
  });

  it('that touches no schedule reads nothing more than the list of them, and writes nothing more', async () => {
    await save('birthday', birthday);
    await save('next-service', nextService);
    await tell('Page Read', at);
    const before = world.calls.length;
    await tell('Page Read', at);
    const plain = world.calls.slice(before);
    expect(plain.filter((call) => call === 'GetItem')).toHaveLength(1);
    expect(plain.filter((call) => call === 'Query')).toHaveLength(1);
    expect(await world.table.get(eventKey(person, 2))).toBeDefined();
    expect(await world.table.get(profileKey(person))).toMatchObject({ seq: 2 });
  });
});
