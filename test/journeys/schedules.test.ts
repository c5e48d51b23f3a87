import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

/** A Monday, 9:00 in the centre's time zone, New York's. */
let centre: Centre;
let desk: ScheduleDesk;
beforeEach(async () => {
  centre = await Centre.open();
  desk = new ScheduleDesk(centre);
});
afterEach(() => centre.cloud.close());

/** When a person's timer of a schedule is due, as it lies with the person. */
async function nextOf(person: string, schedule: string): Promise<unknown> {
  const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  const Key = marshall({ pk: `PERSON#${person}`, sk: `TIMER#schedule:${schedule}` });
  const found = await centre.cloud.call('dynamodb', 'GetItem', { TableName: TableNames[0], Key });
  return (found as { Item?: { at?: { S?: string } } }).Item?.at?.S;
}

const everyone = { everyone: true };
const birthday = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' };

describe('a schedule on a date in the profile', () => {
  it('fires every year at a time of the person’s own clock, for those known before and after it was saved', async () => {
    await desk.knows(ada, { birthday: '1980-12-01', timezone: 'Europe/Berlin' });
    await desk.save('birthday', { who: everyone, when: birthday, data: { gift: 'wash' } });
    await centre.cloud.advance('PT5M');
    await desk.knows(bob, { birthday: '1990-12-02' });
    await centre.cloud.advance('P10D');
    expect(await desk.fired(ada)).toEqual(['birthday 2026-12-01T08:00:00.000Z']);
    expect(await desk.fired(bob)).toEqual(['birthday 2026-12-02T14:00:00.000Z']);
    expect(await nextOf(await desk.knows(ada), 'birthday')).toBe('2027-12-01T08:00:00.000Z');
  });

  it('follows the date, and the person to another zone', async () => {
    await desk.save('birthday', { who: everyone, when: { ...birthday, offset: '-P7D' } });
    await centre.cloud.advance('PT5M');
    await desk.knows(ada, { birthday: '1980-12-09', timezone: 'Europe/Berlin' });
    await desk.knows(ada, { birthday: '1980-12-08' });
    await desk.knows(ada, { timezone: 'Asia/Tokyo' });
    await desk.knows(bob, { birthday: '1980-12-08' });
    await desk.knows(bob, { birthday: null });
    await centre.cloud.advance('P10D');
    expect(await desk.fired(ada)).toEqual(['birthday 2026-12-01T00:00:00.000Z']);
    expect(await desk.fired(bob)).toEqual([]);
  });
});

describe('a schedule that counts from an event', () => {
  const service = {
    who: everyone,
    when: { kind: 'event', event: 'Appointment Completed', after: 'P10D', time: '10:00' },
  };
  const completes = (email: string, bookingId: string) =>
    centre.appointment(email, 'Appointment Completed', { bookingId });

  it('fires so long after the last one, also for those before it was saved', async () => {
    await completes(ada, 'b-1');
    await completes(bob, 'b-2');
    await centre.cloud.advance('P3D');
    await desk.save('next-service', service);
    await centre.cloud.advance('PT5M');
    await completes(bob, 'b-3');
    await centre.cloud.advance('P8D');
    expect(await desk.fired(ada)).toEqual(['next-service 2026-12-03T15:00:00.000Z']);
    expect(await desk.fired(bob)).toEqual([]);
    await centre.cloud.advance('P3D');
    expect(await desk.fired(bob)).toEqual(['next-service 2026-12-06T15:00:00.000Z']);
    await centre.cloud.advance('P2D');
    expect(await desk.fired(bob)).toHaveLength(1);
  });

  it('fires no more once it is paused, changed or deleted, and goes on when it is resumed', async () => {
    await desk.save('next-service', service);
    await centre.cloud.advance('PT5M');
    await completes(ada, 'b-1');
    expect((await desk.call('POST', '/next-service/pause')).json()).toMatchObject({ state: 'paused' });
    await centre.cloud.advance('P2D');
    expect((await desk.call('POST', '/next-service/resume')).json()).toMatchObject({ state: 'active' });
    await desk.save('next-service', { ...service, when: { ...service.when, after: 'P5D' } });
    await centre.cloud.advance('P4D');
    expect(await desk.fired(ada)).toEqual(['next-service 2026-11-28T15:00:00.000Z']);
    await completes(ada, 'b-2');
    const { etag = '' } = (await desk.call('GET', '/next-service')).headers;
    expect((await desk.call('DELETE', '/next-service', undefined, { 'if-match': etag })).status).toBe(200);
    await centre.cloud.advance('P7D');
    expect(await desk.fired(ada)).toHaveLength(1);
    expect(await desk.refused(ada)).toEqual([]);
  });
});

describe('a schedule with times of its own', () => {
  it('fires once for everyone, by a zone’s clock or by each person’s', async () => {
    await desk.knows(ada, { timezone: 'Europe/Berlin' });
    await desk.knows(bob);
    const at = '2026-12-01T09:00';
    await desk.save('by-zone', { who: everyone, when: { kind: 'once', at, zone: 'America/New_York' } });
    await desk.save('by-person', { who: everyone, when: { kind: 'once', at, zone: 'person' } });
    await centre.cloud.advance('P10D');
    expect(await desk.fired(ada)).toEqual([
      'by-person 2026-12-01T08:00:00.000Z',
      'by-zone 2026-12-01T14:00:00Z',
    ]);
    expect((await desk.fired(bob)).toSorted()).toEqual([
      'by-person 2026-12-01T14:00:00.000Z',
      'by-zone 2026-12-01T14:00:00Z',
    ]);
    expect((await desk.call('GET', '/by-zone')).json()).toMatchObject({ state: 'done' });
  });

  it('fires again and again for one person, an hour earlier by UTC when clocks go forward', async () => {
    await centre.cloud.close();
    centre = await Centre.open({ frozenAt: Date.parse('2027-03-12T15:00:00Z') });
    desk = new ScheduleDesk(centre);
    const person = await desk.knows(ada);
    const when = { kind: 'recurring', cron: '0 9 * * ? *', zone: 'America/New_York' };
    await desk.save('call', { who: { person }, when });
    await centre.cloud.advance('P3D');
    expect(await desk.fired(ada)).toEqual([
      'call 2027-03-13T14:00:00Z',
      'call 2027-03-14T13:00:00Z',
      'call 2027-03-15T13:00:00Z',
    ]);
  });
});
