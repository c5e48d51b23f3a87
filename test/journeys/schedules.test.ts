import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

/** A Monday, 9:00 in the centre's time zone, New York's. */
let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

const call = (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) =>
  centre.cloud.http(method, `/v1/schedules${path}`, {
    headers: { authorization: 'Bearer sk_local', ...headers },
    ...(body && { body }),
  });

interface View {
  readonly id: string;
  readonly state: string;
  readonly version: string;
}

async function save(id: string, draft: object): Promise<View> {
  const current = await call('GET', `/${id}`);
  const { etag } = current.headers;
  const answer = await call('PUT', `/${id}`, { title: id, ...draft }, etag ? { 'if-match': etag } : {});
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body}`);
  return answer.json() as View;
}

const knows = async (email: string, traits: object = {}) => {
  await centre.cloud.http('POST', '/v1/identify', {
    headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
    body: { userId: email, traits: { email, ...traits } },
  });
  await centre.cloud.settle();
};

interface Entry {
  readonly name: string;
  readonly at: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly refused?: string;
}

/** When schedules fired for somebody: `schedule at`. */
async function fired(email: string): Promise<string[]> {
  const path = `/v1/people/email:${encodeURIComponent(email)}/timeline?limit=200`;
  const { items } = await centre.get<{ items: Entry[] }>(path);
  return items
    .filter(({ name, refused }) => name === 'Schedule Fired' && !refused)
    .map(({ at, properties }) => {
      expect(Date.parse(at) - Date.parse(String(properties.at))).toBeLessThan(180_000);
      expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(String(properties.at)));
      return `${properties.schedule} ${properties.at}`;
    });
}

const everyone = { everyone: true };
const birthday = { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' };

describe('a schedule on a date in the profile', () => {
  it('fires every year at a time of the person’s own clock, for those known before and after it was saved', async () => {
    await knows(ada, { birthday: '1980-12-01', timezone: 'Europe/Berlin' });
    await save('birthday', { who: everyone, when: birthday, data: { gift: 'wash' } });
    await centre.cloud.advance('PT5M');
    await knows(bob, { birthday: '1990-12-02' });
    await centre.cloud.advance('P10D');
    expect(await fired(ada)).toEqual(['birthday 2026-12-01T08:00:00.000Z']);
    expect(await fired(bob)).toEqual(['birthday 2026-12-02T14:00:00.000Z']);
    await centre.cloud.advance('P365D');
    expect(await fired(ada)).toEqual([
      'birthday 2026-12-01T08:00:00.000Z',
      'birthday 2027-12-01T08:00:00.000Z',
    ]);
  });

  it('follows the date, and the person to another zone', async () => {
    await save('birthday', { who: everyone, when: { ...birthday, offset: '-P7D' } });
    await centre.cloud.advance('PT5M');
    await knows(ada, { birthday: '1980-12-09', timezone: 'Europe/Berlin' });
    await knows(ada, { birthday: '1980-12-08' });
    await knows(ada, { timezone: 'Asia/Tokyo' });
    await knows(bob, { birthday: '1980-12-08' });
    await knows(bob, { birthday: null });
    await centre.cloud.advance('P10D');
    expect(await fired(ada)).toEqual(['birthday 2026-12-01T00:00:00.000Z']);
    expect(await fired(bob)).toEqual([]);
  });
});

describe('a schedule that counts from an event', () => {
  const service = {
    who: everyone,
    when: { kind: 'event', event: 'Appointment Completed', after: 'P1M', time: '10:00' },
  };
  const completes = (email: string, bookingId: string) =>
    centre.appointment(email, 'Appointment Completed', { bookingId });

  it('fires so long after the last one, also for those before it was saved', async () => {
    await completes(ada, 'b-1');
    await completes(bob, 'b-2');
    await centre.cloud.advance('P7D');
    await save('next-service', service);
    await centre.cloud.advance('PT5M');
    await completes(bob, 'b-3');
    await centre.cloud.advance('P30D');
    expect(await fired(ada)).toEqual(['next-service 2026-12-23T15:00:00.000Z']);
    expect(await fired(bob)).toEqual([]);
    await centre.cloud.advance('P3D');
    expect(await fired(bob)).toEqual(['next-service 2026-12-30T15:00:00.000Z']);
    await centre.cloud.advance('P90D');
    expect(await fired(bob)).toHaveLength(1);
  });

  it('fires no more once it is paused, changed or deleted, and goes on when it is resumed', async () => {
    await save('next-service', service);
    await centre.cloud.advance('PT5M');
    await completes(ada, 'b-1');
    expect((await call('POST', '/next-service/pause')).json()).toMatchObject({ state: 'paused' });
    await centre.cloud.advance('P10D');
    expect((await call('POST', '/next-service/resume')).json()).toMatchObject({ state: 'active' });
    await save('next-service', { ...service, when: { ...service.when, after: 'P3W' } });
    await centre.cloud.advance('P20D');
    expect(await fired(ada)).toEqual(['next-service 2026-12-14T15:00:00.000Z']);
    await completes(ada, 'b-2');
    const { etag = '' } = (await call('GET', '/next-service')).headers;
    expect((await call('DELETE', '/next-service', undefined, { 'if-match': etag })).status).toBe(200);
    await centre.cloud.advance('P60D');
    expect(await fired(ada)).toHaveLength(1);
    const { items } = await centre.get<{ items: Entry[] }>(`/v1/people/email:${ada}/timeline?limit=200`);
    expect(items.filter(({ name }) => name === 'Schedule Fired')).toHaveLength(1);
  });
});

describe('a schedule with times of its own', () => {
  it('fires once for everyone, by a zone’s clock or by each person’s', async () => {
    await knows(ada, { timezone: 'Europe/Berlin' });
    await knows(bob);
    const at = '2026-12-01T09:00';
    await save('by-zone', { who: everyone, when: { kind: 'once', at, zone: 'America/New_York' } });
    await save('by-person', { who: everyone, when: { kind: 'once', at, zone: 'person' } });
    await centre.cloud.advance('P10D');
    expect(await fired(ada)).toEqual(['by-person 2026-12-01T08:00:00.000Z', 'by-zone 2026-12-01T14:00:00Z']);
    expect((await fired(bob)).toSorted()).toEqual([
      'by-person 2026-12-01T14:00:00.000Z',
      'by-zone 2026-12-01T14:00:00Z',
    ]);
    expect((await call('GET', '/by-zone')).json()).toMatchObject({ state: 'done' });
  });

  it('fires again and again for one person, an hour earlier by UTC when clocks go forward', async () => {
    await knows(ada);
    const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
    await save('call', {
      who: { person },
      when: { kind: 'recurring', cron: '0 9 14 * ? *', zone: 'America/New_York' },
    });
    await centre.cloud.advance('P120D');
    expect(await fired(ada)).toEqual([
      'call 2026-12-14T14:00:00Z',
      'call 2027-01-14T14:00:00Z',
      'call 2027-02-14T14:00:00Z',
      'call 2027-03-14T13:00:00Z',
    ]);
  });
});
