import { expect, it } from 'vitest';
import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { ledger } from '../../../domain/rewards/ledger.ts';
import { balanceAt, type Lots } from '../../../domain/rewards/lots.ts';
import { pointsAfter } from '../../../domain/rewards/points.ts';

const day = (n: number) => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000).toISOString();

let seq = 0;
const told = (name: string, at: number, properties: object, refused?: string): RecordedEvent => {
  seq += 1;
  return {
    id: `evt_${seq}`,
    seq,
    person: 'per_1',
    key: 'onward',
    messageId: `m-${seq}`,
    source: 'onward',
    type: 'track',
    name,
    properties: { ...properties },
    timestamp: day(at),
    at: day(at),
    hops: 0,
    ...(refused && { refused }),
  };
};
const earned = (at: number, points: number, ends?: number) =>
  told('Points Earned', at, {
    points,
    reason: 'referral',
    ...(ends !== undefined && { expiresAt: day(ends) }),
  });
const spent = (at: number, points: number, refused?: string) =>
  told('Points Redeemed', at, { points, reward: 'ten-dollars' }, refused);

async function account(events: readonly RecordedEvent[], now: number) {
  const entries = await ledger(events, day(now));
  const lots = events.reduce<Lots>(pointsAfter, []);
  const balance = entries.reduce((sum, { points }) => sum + points, 0);
  expect(balanceAt(lots, day(now))).toBe(balance);
  return { balance, moves: entries.map(({ kind, points }) => `${kind} ${points}`), lots };
}

it('spends the oldest points first, and lets the rest expire to the millisecond', async () => {
  const events = [earned(0, 100, 30), earned(10, 100, 40), spent(20, 150)];
  expect(await account(events, 20)).toMatchObject({
    balance: 50,
    lots: [{ points: 50, expiresAt: day(40) }],
  });
  expect((await account(events, 39.999)).balance).toBe(50);
  expect(await account(events, 40)).toMatchObject({
    balance: 0,
    moves: ['earned 100', 'earned 100', 'redeemed -150', 'expired -50'],
  });
});

it('tells an expiry before what came after it', async () => {
  const events = [earned(0, 100, 30), earned(35, 100)];
  expect((await account(events, 36)).moves).toEqual(['earned 100', 'expired -100', 'earned 100']);
});

it('counts nothing that was refused, and nothing else that happens', async () => {
  const events = [
    earned(0, 100),
    spent(1, 300, 'not-enough-points'),
    told('Offer Claimed', 2, { points: 9 }),
  ];
  expect((await account(events, 3)).moves).toEqual(['earned 100']);
});

it('keeps points that never end as one lot, however many friends they came from', async () => {
  const events = Array.from({ length: 50 }, (_, n) => earned(n, 100));
  expect((await account(events, 60)).lots).toEqual([{ points: 5000 }]);
});
