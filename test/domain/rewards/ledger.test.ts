import { beforeEach, expect, it } from 'vitest';
import { ledgerPage } from '../../../domain/rewards/ledger.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { RewardsRig } from './rewards-rig.ts';

const dayMillis = 86_400_000;
const begin = Date.parse('2026-11-01T00:00:00Z');
const day = (n: number) => new Date(begin + n * dayMillis).toISOString();

let rig: RewardsRig;
let ada: string;
beforeEach(async () => {
  rig = new RewardsRig({ perReferral: 100, expireAfterDays: null });
  rig.now = begin;
  ada = await rig.person();
});

const at = (n: number) => {
  rig.now = begin + n * dayMillis;
};
const earns = (n: number, points: number, ends?: number) => {
  at(n);
  const expires = ends !== undefined && { expiresAt: day(ends) };
  return rig.take(rig.message(ada, 'Points Earned', { points, reason: 'referral', ...expires }));
};
const spends = (n: number, reward = 'ten-dollars') => {
  at(n);
  return rig.take(rig.message(ada, 'Points Redeemed', { reward }));
};

async function account(n: number) {
  at(n);
  const entries = await rig.account(ada);
  const balance = entries.reduce((sum, { points }) => sum + points, 0);
  const { points: lots } = await rig.profile(ada);
  expect(balanceAt(lots, day(n))).toBe(balance);
  return { balance, moves: entries.map(({ kind, points }) => `${kind} ${points}`), lots };
}

it('spends the oldest points first, and lets the rest expire to the millisecond', async () => {
  await earns(0, 150, 30);
  await earns(10, 100, 40);
  await spends(20);
  await spends(21);
  expect(await account(22)).toMatchObject({ balance: 50, lots: [{ points: 50, expiresAt: day(40) }] });
  expect((await account(39.999)).balance).toBe(50);
  expect(await account(40)).toMatchObject({
    balance: 0,
    moves: ['earned 150', 'earned 100', 'redeemed -100', 'redeemed -100', 'expired -50'],
  });
});

it('tells an expiry before what came after it', async () => {
  await earns(0, 100, 30);
  await earns(35, 100);
  expect((await account(36)).moves).toEqual(['earned 100', 'expired -100', 'earned 100']);
});

it('counts nothing that was refused, and nothing else that happens', async () => {
  await earns(0, 100);
  await spends(1, 'free-oil-change');
  await rig.take(rig.message(ada, 'Offer Claimed', { points: 9 }));
  expect((await account(3)).moves).toEqual(['earned 100']);
});

it('keeps points that never end as one lot, however many friends they came from', async () => {
  for (let n = 0; n < 50; n += 1) await earns(n, 100);
  expect((await account(60)).lots).toEqual([{ points: 5000 }]);
});

it('reads a page by one query, whatever else the timeline holds, and as the profile stood', async () => {
  await earns(0, 100);
  await earns(1, 200);
  for (let n = 0; n < 20; n += 1) await rig.take(rig.message(ada, 'Page Viewed', {}));
  const profile = await rig.profile(ada);
  await earns(2, 300);
  const before = rig.calls.length;
  const first = await ledgerPage(rig.table, profile, day(2), 1, 0);
  expect(rig.calls.slice(before)).toEqual(['Query']);
  expect(first.entries.map(({ points }) => points)).toEqual([100]);
  const rest = await ledgerPage(rig.table, profile, day(2), 50, first.next ?? 0);
  expect([rest.entries.map(({ points }) => points), rest.next]).toEqual([[200], null]);
});
