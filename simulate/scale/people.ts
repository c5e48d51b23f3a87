import { Dice } from '../dice.ts';

const day = 86_400_000;
const cities = ['Portsmouth', 'Dover', 'Exeter', 'Kittery'] as const;

/** A row of the file that is imported. An empty cell says nothing. */
interface Row extends Readonly<Record<string, string>> {
  readonly email: string;
  readonly city: string;
  /** When they agreed to offers by email. */
  readonly agreed: string;
  readonly event: string;
  readonly at: string;
  readonly amount: string;
}

/** The columns as the import takes them. */
export const mapping = {
  columns: { email: { to: 'email' }, city: { to: 'traits.city' } },
  consents: [
    {
      channel: 'email',
      topic: 'offers',
      at: { column: 'agreed' },
      source: { value: 'paper form at the till' },
      wording: { value: 'Yes, send me offers' },
    },
  ],
  event: {
    name: { column: 'event' },
    timestamp: { column: 'at' },
    properties: { amount: { column: 'amount', type: 'number' } },
  },
};

/** Regulars: an order in the last 60 days, or a large one in Dover at any time; who may be written to, and has not booked lately. */
export const segment = {
  name: 'Regulars',
  where: {
    all: [
      { consent: { channel: 'email', topic: 'offers' } },
      {
        any: [
          { did: 'Order Completed', within: { days: 60 } },
          {
            all: [
              { trait: 'city', is: 'Dover' },
              { sum: 'amount', of: 'Order Completed', is: { gte: 100 } },
            ],
          },
        ],
      },
      { didNot: 'Appointment Booked', within: { days: 90 } },
    ],
  },
};

/** Somebody, and whether the segment is about them. */
export interface Somebody {
  readonly row: Row;
  readonly isMeant: boolean;
}

/**
 * The person of a number, the same for each seed: most have agreed to offers, half have ordered, some long ago. Nobody's
 * order is within a day of the segment's bound.
 */
export function somebody(seed: number, number: number, now: number): Somebody {
  const dice = new Dice(seed * 1_000_003 + number);
  const agrees = dice.chance(0.9);
  const orders = dice.chance(0.5);
  const daysAgo = dice.chance(0.6) ? 2 + dice.below(50) : 70 + dice.below(200);
  const city = dice.of(cities);
  const amount = 20 + dice.below(180);
  return {
    row: {
      email: `p${number}@example.com`,
      city,
      agreed: agrees ? new Date(now - 300 * day).toISOString() : '',
      event: orders ? 'Order Completed' : '',
      at: orders ? new Date(now - daysAgo * day).toISOString() : '',
      amount: orders ? String(amount) : '',
    },
    isMeant: agrees && orders && (daysAgo <= 60 || (city === 'Dover' && amount >= 100)),
  };
}
