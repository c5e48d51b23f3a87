import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../../domain/events/recorded-event.ts';
import type { Profile } from '../../../../domain/people/profile.ts';
import { evaluate } from '../../../../domain/segments/language/evaluate.ts';
import { explain, linesOf } from '../../../../domain/segments/language/explain.ts';
import { personView } from '../../../../domain/segments/language/person-view.ts';
import { remember } from '../../../../domain/segments/language/remember.ts';
import { anEvent, aProfile, aSegment } from './a-person.ts';

interface Asked extends Partial<Pick<Profile, 'traits' | 'identifiers' | 'consents' | 'points'>> {
  readonly events?: readonly RecordedEvent[];
  readonly at?: string;
}

const now = '2026-11-22T12:00:00.000Z';

function ask(where: unknown, { events = [], at = now, ...profile }: Asked) {
  const segment = aSegment(where);
  const memory = events.reduce((known, event) => remember(known, segment.leaves, event), {});
  const view = personView(aProfile(profile), new Set(), 'America/New_York', new Date(at));
  return {
    ...evaluate(segment, view, memory, new Date(at)),
    lines: linesOf(explain(segment, view, memory, new Date(at))),
    bytes: JSON.stringify(memory).length,
  };
}

const visits = (...times: readonly string[]) =>
  times.map((at, index) => anEvent({ name: 'Appointment Completed', at, seq: index + 1 }));

describe('what people did', () => {
  const absent = { didNot: 'Appointment Completed', within: { days: 30 } };

  it('turns true by itself when the day begins on which the last visit is too long ago', () => {
    const events = visits('2026-11-01T15:00:00.000Z');
    expect(ask(absent, { events })).toMatchObject({ in: false, changesAt: '2026-12-02T05:00:00.000Z' });
    expect(ask(absent, { events, at: '2026-12-02T04:59:59.999Z' })).toMatchObject({ in: false });
    expect(ask(absent, { events, at: '2026-12-02T05:00:00.000Z' })).toMatchObject({ in: true });
  });

  it.each([
    ['Asia/Tokyo', '2026-12-01T15:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-02T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-12-02T11:00:00.000Z'],
  ])('goes by the calendar in %s', (timezone, changesAt) => {
    const events = visits('2026-11-01T14:00:00.000Z');
    expect(ask(absent, { events, traits: { timezone } })).toMatchObject({ in: false, changesAt });
  });

  it('begins a day with the skip where daylight saving skips midnight', () => {
    const events = visits('2026-04-22T10:00:00.000Z');
    const where = { did: 'Appointment Completed', within: { days: 1 } };
    expect(
      ask(where, { events, at: '2026-04-22T11:00:00Z', traits: { timezone: 'Africa/Cairo' } }),
    ).toMatchObject({
      changesAt: '2026-04-23T22:00:00.000Z',
    });
  });

  it('counts, and says what it counted', () => {
    const where = { did: 'Appointment Completed', times: { gte: 2 }, within: { days: 90 } };
    const [first, second] = visits('2026-10-02T15:00:00.000Z', '2026-11-02T15:00:00.000Z');
    expect(ask(where, { events: [first!] })).toMatchObject({
      in: false,
      lines: ['✗ completed an appointment at least 2 times in the last 90 days: 1 time (2026-10-02)'],
    });
    expect(ask(where, { events: [second!, first!] })).toMatchObject({
      in: true,
      changesAt: '2027-01-01T05:00:00.000Z',
    });
  });

  it('tells visits of one night apart that midnight parts', () => {
    const where = { did: 'Appointment Completed', times: { gte: 2 }, within: { days: 7 } };
    const events = visits('2026-11-02T04:50:00.000Z', '2026-11-02T05:10:00.000Z');
    const at = '2026-11-03T00:00:00Z';
    expect(ask(where, { events, at })).toMatchObject({ in: true, changesAt: '2026-11-09T05:00:00.000Z' });
  });

  it('counts a visit that is imported later at its own time, and none in the future', () => {
    const where = { did: 'Appointment Completed', within: { days: 90 } };
    const imported = (timestamp: string) => [anEvent({ name: 'Appointment Completed', at: now, timestamp })];
    expect(ask(where, { events: imported('2026-03-01T12:00:00Z') })).toMatchObject({ in: false });
    expect(ask(where, { events: imported('2026-10-01T12:00:00Z') })).toMatchObject({
      changesAt: '2026-12-31T05:00:00.000Z',
    });
    expect(ask(where, { events: imported('2031-01-01T12:00:00Z') })).toMatchObject({
      changesAt: '2027-02-21T05:00:00.000Z',
    });
  });

  it.each([
    ['America/New_York', '1 time (2026-11-22)'],
    ['Asia/Tokyo', '2 times (2026-11-22)'],
    ['Pacific/Pago_Pago', 'not once'],
  ])('counts a fixed day by the calendar in %s', (timezone, found) => {
    const where = { did: 'Appointment Completed', since: '2026-11-22', until: '2026-11-22' };
    const events = visits('2026-11-21T15:00:00.000Z', '2026-11-22T05:00:00.000Z');
    const { lines } = ask(where, { events, traits: { timezone } });
    expect(lines).toEqual([expect.stringContaining(found)]);
  });

  it('goes by the timeline where two things happened in one millisecond', () => {
    const events = ['Offer Claimed', 'Appointment Booked'].map((name, seq) =>
      anEvent({ name, at: now, seq }),
    );
    const sequence = events.map(({ name }) => ({ did: name }));
    expect(ask({ sequence }, { events })).toMatchObject({ in: true });
    expect(ask({ sequence: sequence.toReversed() }, { events })).toMatchObject({ in: false });
  });

  it('adds money up to the cent', () => {
    const where = { sum: 'amount', of: 'Order Completed', is: 0.3 };
    const events = [0.1, 0.2].map((amount, seq) =>
      anEvent({ name: 'Order Completed', at: now, seq, properties: { amount } }),
    );
    expect(ask(where, { events })).toMatchObject({
      in: true,
      lines: ['✓ sum of amount of "Order Completed" is exactly 0.3: 0.3 (2 times)'],
    });
  });

  it('waits for what must not follow until its time is over', () => {
    const where = {
      sequence: [{ did: 'Offer Claimed' }, { didNot: 'Appointment Booked', within: { days: 3 } }],
    };
    const events = [anEvent({ name: 'Offer Claimed', at: '2026-11-21T20:00:00.000Z', seq: 1 })];
    expect(ask(where, { events })).toMatchObject({
      in: false,
      changesAt: '2026-11-25T05:00:00.000Z',
      lines: [
        '✗ claimed an offer, then never booked an appointment within 3 days: 1 step of 1 done, last on 2026-11-21',
      ],
    });
    const booked = anEvent({ name: 'Appointment Booked', at: '2026-11-22T11:00:00.000Z', seq: 2 });
    expect(ask(where, { events: [...events, booked] })).toEqual(
      expect.not.objectContaining({ changesAt: expect.anything() }),
    );
  });
});

describe('what is remembered', () => {
  const quarter = 15 * 60_000;
  /** Something in every quarter of an hour for three weeks. */
  const busy = Array.from({ length: 2_000 }, (_, index) =>
    anEvent({
      name: 'Order Completed',
      at: new Date(Date.parse('2026-11-01T00:00:00Z') + index * quarter).toISOString(),
      seq: index + 1,
      properties: { amount: 1 },
    }),
  );

  it.each([
    [{ did: 'Order Completed', times: { gte: 100 }, within: { days: 30 } }, 3_000],
    [{ did: 'Order Completed', since: '2026-11-05', until: '2026-11-12' }, 9_000],
    [{ last: 'Order Completed', ago: { atMost: { days: 3 } } }, 50],
    [{ sum: 'amount', of: 'Order Completed', is: { gte: 1 } }, 60],
    [{ sum: 'amount', of: 'Order Completed', within: { days: 30 }, is: { gte: 1_990, lt: 2_010 } }, 10_000],
    [{ sequence: [{ did: 'Order Completed' }, { did: 'Order Completed', within: { hours: 1 } }] }, 2_200],
  ])('of somebody who does it all the time stays small: %j', (where, most) => {
    const { in: isIn, bytes } = ask(where, { events: busy, at: busy.at(-1)?.at ?? now });
    expect(isIn).toBe(true);
    expect(bytes).toBeLessThan(most);
  });

  it('is the same sum, however much of it had to be joined', () => {
    const where = { sum: 'amount', of: 'Order Completed', within: { days: 30 }, is: 2_000 };
    expect(ask(where, { events: busy, at: busy.at(-1)?.at ?? now })).toMatchObject({ in: true });
  });
});

describe('who people are', () => {
  it.each([
    [{ trait: 'interests', is: { contains: 'racing' } }, { interests: ['Racing', 'tea'] }, true],
    [{ trait: 'interests', is: { contains: 'tea' } }, { interests: 'green teapots' }, true],
    [{ trait: 'interests', is: { contains: 'tea' } }, {}, false],
    [{ trait: 'address.city', is: 'Portsmouth' }, { address: { city: 'Portsmouth' } }, true],
    [{ trait: 'car', is: null }, {}, true],
    [{ trait: 'car', is: { exists: true } }, { car: 'Fiat' }, true],
    [{ trait: 'plate', is: { startsWith: 'nh-' } }, { plate: 'NH-421' }, true],
    [{ trait: 'age', is: { gte: 18 } }, { age: '18' }, false],
    [{ trait: 'since', is: { before: '2020-01-01' } }, { since: '2019-12-31' }, true],
    [{ trait: 'since', is: { after: '2020-01-01' } }, { since: '2020-01-01T23:00:00-05:00' }, false],
    [
      { place: { country: 'Germany', postalCode: ['80', '81'] } },
      { address: { country: 'DE', postalCode: '81667' } },
      true,
    ],
    [{ place: { country: 'US', region: 'nh' } }, { country: 'United States', state: 'NH' }, true],
    [{ place: { city: 'Portsmouth' } }, { address: 'Portsmouth' }, false],
    [
      { near: { latitude: 52.52, longitude: 13.405 }, km: 505 },
      { latitude: 48.137, longitude: 11.575 },
      true,
    ],
    [
      { near: { latitude: 52.52, longitude: 13.405 }, km: 503 },
      { latitude: 48.137, longitude: 11.575 },
      false,
    ],
    [{ near: 'centre', miles: 1 }, { address: { location: { latitude: 43, longitude: -71.46 } } }, true],
    [{ near: 'centre', km: 20_100 }, { latitude: 'north' }, false],
  ])('%j of %j: %s', (where, traits, isIn) => {
    expect(ask(where, { traits })).toMatchObject({ in: isIn });
  });

  it.each([
    ['1990-11-25', true, '2026-11-26T05:00:00.000Z'],
    ['--11-22', true, '2026-11-23T05:00:00.000Z'],
    ['1990-11-21', false, '2027-11-14T05:00:00.000Z'],
    ['2000-02-29', false, '2027-02-21T05:00:00.000Z'],
    ['never', false, undefined],
  ])('birthday %s comes round in the next 7 days: %s, until %s', (birthday, isIn, changesAt) => {
    const { in: found, changesAt: until } = ask(
      { trait: 'birthday', is: { anniversaryInNext: { days: 7 } } },
      { traits: { birthday } },
    );
    expect([found, until]).toEqual([isIn, changesAt]);
  });

  it('comes round in a year that lies far ahead, where something else waits for that year', () => {
    const is = { inNext: { days: 1_000 }, anniversaryInNext: { days: 2 } };
    expect(ask({ trait: 'due', is }, { traits: { due: '2036-11-01' } })).toMatchObject({
      in: false,
      changesAt: '2034-10-30T04:00:00.000Z',
    });
    expect(
      ask({ trait: 'due', is: { inNext: { days: 1 } } }, { traits: { due: '9999-12-31' } }).changesAt,
    ).toBeDefined();
  });

  it('born on 29 February, celebrates on the 28th in other years', () => {
    const where = { trait: 'birthday', is: { anniversaryInNext: { days: 0 } } };
    const traits = { birthday: '2000-02-29' };
    expect(ask(where, { traits, at: '2027-02-28T12:00:00Z' })).toMatchObject({ in: true });
    expect(ask(where, { traits, at: '2027-03-01T12:00:00Z' })).toMatchObject({ in: false });
    expect(ask(where, { traits, at: '2028-02-28T12:00:00Z' })).toMatchObject({ in: false });
  });
});

describe('how people stand to the business', () => {
  it('has a consent that waits until it may not be confirmed any more', () => {
    const where = { consent: { channel: 'email', topic: 'offers', state: 'pending' } };
    const consents = { 'email/offers': { state: 'pending', at: '2026-11-20T12:00:00.000Z' } } as const;
    expect(ask(where, { consents })).toMatchObject({ in: true, changesAt: '2026-11-27T12:00:00.000Z' });
  });

  it('loses points when they end', () => {
    const points = [{ points: 100, expiresAt: '2026-12-01T00:00:00.000Z' }, { points: 250 }];
    expect(ask({ points: { gte: 300 } }, { points })).toMatchObject({
      in: true,
      changesAt: '2026-12-01T00:00:00.000Z',
      lines: ['✓ points are at least 300: 350 points'],
    });
  });

  it('is known by an identifier or not', () => {
    const identifiers = { email: ['ada@example.com'] };
    expect(ask({ has: 'email' }, { identifiers }).lines).toEqual(['✓ known by email: "ada@example.com"']);
    expect(ask({ not: { has: 'phone' } }, { identifiers }).lines).toEqual([
      '✓ not',
      '  ✗ known by phone: not known',
    ]);
  });

  it('is in an ad audience as long as at one network', () => {
    const told = (name: string, network: string, seq: number) =>
      anEvent({ name, at: now, seq, properties: { audience: 'tyres', network } });
    const events = [
      told('Audience Joined', 'meta', 1),
      told('Audience Joined', 'google', 2),
      told('Audience Left', 'meta', 3),
    ];
    expect(ask({ audience: 'tyres' }, { events }).lines).toEqual(['✓ in the ad audience tyres: at google']);
    expect(
      ask({ audience: 'tyres' }, { events: [...events, told('Audience Left', 'google', 4)] }),
    ).toMatchObject({
      in: false,
    });
  });
});
