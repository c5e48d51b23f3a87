import fc from 'fast-check';
import type { IdentifierType, RecordedEvent } from '../../../../domain/events/recorded-event.ts';
import { anEvent } from './a-person.ts';

/** Conditions of every kind that depends on a history, and histories in which they hold now and then. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const name = fc.constantFrom('Visited', 'Paid', 'Left');
const days = fc.constantFrom(0, 1, 2, 7, 30).map((count) => ({ days: count }));
const span = fc.oneof(
  { weight: 3, arbitrary: days },
  { weight: 1, arbitrary: fc.constantFrom({ hours: 1 }, { hours: 26 }) },
);
const point = fc.constantFrom(
  '2026-10-22',
  '2026-10-25',
  '2026-03-06',
  '2026-04-20',
  '2026-10-23T12:00:00-05:00',
);
const where = fc.constantFrom<object[]>({ kind: 'p' }, { amount: { gte: 2 } });

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const period = fc.oneof(
  { weight: 3, arbitrary: fc.record({ within: span }) },
  { weight: 1, arbitrary: fc.record({ since: maybe(point), until: maybe(point) }) },
);
const number = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((gte) => ({ gte })),
  fc.integer({ min: 0, max: 4 }).map((lt) => ({ lt })),
  fc.integer({ min: 0, max: 4 }),
);
const count = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 4 }).map((gte) => ({ gte })),
  fc.integer({ min: 0, max: 3 }).map((lte) => ({ lte })),
  fc.constant({ gte: 1, lte: 2 }),
);

const dateTest = fc.oneof(
  days.map((inLast) => ({ inLast })),
  days.map((inNext) => ({ inNext })),
  days.map((anniversaryInNext) => ({ anniversaryInNext })),
  point.map((before) => ({ before })),
  point.map((after) => ({ after })),
);
const trait = fc.oneof(
  fc.record({ trait: fc.constant('due'), is: dateTest }),
  fc.record({
    trait: fc.constant('due'),
    is: fc.tuple(dateTest, dateTest).map(([a, b]) => ({ ...a, ...b })),
  }),
  fc.constant({ trait: 'tags', is: { contains: 'tea' } }),
  fc.constant({ trait: 'age', is: { gte: 18, lt: 30 } }),
);

const agos = fc.oneof(
  span.map((moreThan) => ({ moreThan })),
  span.map((atMost) => ({ atMost })),
  fc.constant({ moreThan: { days: 2 }, atMost: { days: 30 } }),
);
const step = fc.record({ did: name, where: maybe(where), within: maybe(span) });
const sequence = fc
  .record({
    first: fc.record({ did: name, where: maybe(where) }),
    steps: fc.array(step, { minLength: 1, maxLength: 2 }),
    end: maybe(fc.record({ didNot: name, within: maybe(span) })),
    within: maybe(span),
  })
  .map(({ first, steps, end, within }) => ({
    sequence: [first, ...steps, ...(end ? [end] : [])],
    within,
  }));
const measure = fc
  .record({
    of: name,
    as: fc.constantFrom('sum', 'average', 'min', 'max'),
    is: number,
    period,
    where: maybe(where),
  })
  .map(({ of, as, is, period: chosen, where: filter }) => ({
    of,
    [as]: 'amount',
    is,
    where: filter,
    ...chosen,
  }));

const question = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.record({ did: name, where: maybe(where), times: maybe(count) }), period)
      .map(([a, b]) => ({ ...a, ...b })),
  },
  { weight: 2, arbitrary: fc.tuple(fc.record({ didNot: name }), period).map(([a, b]) => ({ ...a, ...b })) },
  { weight: 2, arbitrary: fc.record({ last: name, ago: agos }) },
  { weight: 1, arbitrary: fc.record({ first: name, ago: agos }) },
  { weight: 3, arbitrary: measure },
  { weight: 3, arbitrary: sequence },
  { weight: 3, arbitrary: trait },
  { weight: 1, arbitrary: fc.constant({ audience: 'tyres' }) },
  { weight: 1, arbitrary: fc.constant({ inJourney: 'chase' }) },
  { weight: 1, arbitrary: fc.constant({ consent: { channel: 'sms', topic: 'offers' } }) },
  { weight: 1, arbitrary: number.map((points) => ({ points })) },
  { weight: 1, arbitrary: fc.constant({ has: 'phone' }) },
);

const conditionOver = (leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  const group = (inner: fc.Arbitrary<unknown>) => {
    const several = fc.array(inner, { minLength: 1, maxLength: 3 });
    return fc.oneof(
      several.map((all) => ({ all })),
      several.map((any) => ({ any })),
      inner.map((not) => ({ not })),
    );
  };
  return fc.oneof(leaf, group(leaf), group(fc.oneof(leaf, group(leaf))));
};

const ofSegment = (id: string) => fc.constant({ segment: id });

/** Three segments, of which the later may read those before. */
export const segments = fc.record({
  one: conditionOver(question),
  two: conditionOver(
    fc.oneof({ weight: 3, arbitrary: question }, { weight: 1, arbitrary: ofSegment('one') }),
  ),
  three: conditionOver(
    fc.oneof(
      { weight: 2, arbitrary: question },
      { weight: 1, arbitrary: ofSegment('one') },
      { weight: 1, arbitrary: ofSegment('two') },
    ),
  ),
});

/** The clocks of each are moved within weeks of one of the beginnings: in Cairo at midnight, on Lord Howe by half an hour. */
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
];
const beginnings = [
  '2026-10-22T03:00:00Z',
  '2026-02-24T00:00:00Z',
  '2026-03-05T17:00:00Z',
  '2026-04-20T00:00:00Z',
];

const due = fc.oneof(
  fc.constantFrom('2026-11-03', '1990-11-05', '2000-02-29', '2026-04-24', 'soon'),
  fc
    .integer({ min: -20, max: 40 })
    .map((ahead) => new Date(Date.parse('2026-11-01T10:30:00Z') + ahead * day).toISOString()),
);
const traits = fc.oneof(
  fc.constantFrom(...zones).map((timezone) => ({ timezone })),
  due.map((each) => ({ due: each })),
  fc.constantFrom(['tea'], ['coffee', 'tea'], []).map((tags) => ({ tags })),
  fc.integer({ min: 16, max: 32 }).map((age) => ({ age })),
);

interface Told {
  readonly name: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly refused?: string;
  readonly identifier?: IdentifierType;
}

const behaviour: fc.Arbitrary<Told> = fc.record({
  name,
  properties: fc.record({
    kind: fc.constantFrom('p', 'q'),
    amount: fc.oneof(fc.nat({ max: 4 }), fc.constant('much')),
  }),
});
const told: fc.Arbitrary<Told> = fc.oneof(
  { weight: 8, arbitrary: behaviour },
  { weight: 1, arbitrary: behaviour.map((each) => ({ ...each, refused: 'twice' })) },
  { weight: 2, arbitrary: traits.map((each) => ({ name: 'Identified', traits: each })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('Audience Joined', 'Audience Left')
      .map((each) => ({ name: each, properties: { audience: 'tyres', network: 'meta' } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        name: fc.constantFrom('Journey Entered', 'Journey Ended'),
        run: fc.constantFrom('r-1', 'r-2'),
        journey: fc.constantFrom('chase', 'other'),
      })
      .map(({ name: each, ...properties }) => ({ name: each, properties })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('Consent Given', 'Unsubscribed')
      .map((each) => ({ name: each, properties: { channel: 'sms', topic: 'offers' } })),
  },
  { weight: 1, arbitrary: fc.constant<Told>({ name: 'Identified', identifier: 'phone' }) },
);

/** How long after the event before it: at once, within the hour, the day, or some weeks. */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 15 * minute, day) },
  { weight: 2, arbitrary: fc.nat({ max: 2 * hour }) },
  { weight: 2, arbitrary: fc.nat({ max: day }) },
  { weight: 1, arbitrary: fc.nat({ max: 20 * day }) },
);
/** How long before its recording an event happened: mostly at once, sometimes long ago, or by a clock that is fast. */
const delay = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat({ max: 45 * day }) },
  { weight: 1, arbitrary: fc.constantFrom(-hour, -3 * day, hour, day) },
);

const entry = fc.record({
  told: fc.oneof({ weight: 12, arbitrary: told }, { weight: 1, arbitrary: fc.constant('points' as const) }),
  points: fc.integer({ min: 1, max: 4 }),
  expires: fc.nat({ max: 30 * day }),
  gap,
  delay,
});

export interface History {
  readonly begin: number;
  readonly events: readonly {
    readonly event: RecordedEvent;
    readonly identifier: IdentifierType | undefined;
  }[];
}

export const history: fc.Arbitrary<History> = fc
  .record({
    begin: fc.constantFrom(...beginnings),
    zone: fc.constantFrom(...zones),
    entries: fc.array(entry, { maxLength: 18 }),
  })
  .map(({ begin, zone, entries }) => {
    let now = Date.parse(begin);
    const first = anEvent({
      name: 'Identified',
      at: new Date(now).toISOString(),
      traits: { timezone: zone },
    });
    const events = entries.map((each, index) => {
      now += each.gap;
      const { identifier, ...said }: Told =
        each.told === 'points'
          ? {
              name: 'Points Earned',
              properties: { points: each.points, expiresAt: new Date(now + 1 + each.expires).toISOString() },
            }
          : each.told;
      const at = new Date(now).toISOString();
      const event = anEvent({
        ...said,
        at,
        timestamp: new Date(now - each.delay).toISOString(),
        seq: index + 2,
      });
      return { event, identifier };
    });
    return { begin: Date.parse(begin), events: [{ event: first, identifier: undefined }, ...events] };
  });

/** Moments to look at between two events, as parts of the time between them. */
export const looks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 });
