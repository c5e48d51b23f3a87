import { beforeEach, describe, expect, it } from 'vitest';
import { findCoupon } from '../../../domain/rewards/coupon.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { referralCodeOf } from '../../../domain/rewards/referral-code.ts';
import { RewardsRig } from './rewards-rig.ts';

let rig: RewardsRig;
beforeEach(() => {
  rig = new RewardsRig({ perReferral: 100, expireAfterDays: 365 });
});

const points = async (person: string) =>
  balanceAt((await rig.profile(person)).points, new Date(rig.now).toISOString());

describe('the rule on coupons', () => {
  const redeem = (person: string, code: string) =>
    rig.take(rig.message(person, 'Coupon Redeemed', { code, amount: 59 }));

  it('counts a use, and tells what the coupon was worth', async () => {
    const ada = await rig.person();
    const { code } = await rig.coupon(ada);
    const event = await redeem(ada, code.toLowerCase().replaceAll('-', ' '));
    expect(event.refused).toBeUndefined();
    expect(event.properties).toEqual({ code, offer: 'oil-change', percent: 20, amount: 59 });
    expect(await findCoupon(rig.table, code)).toMatchObject({ used: 1 });
  });

  it('lets one of two tills win, whichever it is', async () => {
    const ada = await rig.person();
    const { code } = await rig.coupon(ada);
    const events = await Promise.all([redeem(ada, code), redeem(ada, code), redeem(ada, code)]);
    expect(events.map(({ refused }) => refused ?? 'ok').toSorted()).toEqual(['ok', 'used', 'used']);
    expect(await findCoupon(rig.table, code)).toMatchObject({ used: 1 });
  });

  it('counts exactly up to a limit of several uses', async () => {
    const ada = await rig.person();
    const { code } = await rig.coupon(ada, { uses: 3 });
    const events = await Promise.all(Array.from({ length: 5 }, () => redeem(ada, code)));
    expect(events.filter(({ refused }) => !refused)).toHaveLength(3);
  });

  it('says why not, and records that', async () => {
    const [ada, bob] = [await rig.person(), await rig.person()];
    const { code } = await rig.coupon(ada, { expiresAt: new Date(rig.now + 1000).toISOString() });
    expect((await redeem(ada, 'OIL-NONE-SUCH')).refused).toBe('unknown-code');
    expect((await redeem(bob, code)).refused).toBe('not-yours');
    rig.now += 1000;
    expect((await redeem(ada, code)).refused).toBe('expired');
    expect((await rig.timeline(ada)).map(({ refused }) => refused)).toEqual(['unknown-code', 'expired']);
  });
});

describe('the rule on referrals', () => {
  const refer = (friend: string, code: string, over: Parameters<RewardsRig['message']>[3] = {}) =>
    rig.take(rig.message(friend, 'Referral Redeemed', { code }, over));

  it('gives the referrer 100 points on their own line, and notes it with both', async () => {
    const ada = await rig.referrer({ email: 'ada@example.com' });
    const bob = await rig.person({ email: 'bob@example.com' });
    const event = await refer(bob, ada.code.toLowerCase());
    expect(event.properties).toEqual({ code: ada.code, referrer: ada.person });
    expect(await points(ada.person)).toBe(100);
    expect((await rig.profile(bob)).referredBy).toBe(ada.person);
    const [earned] = await rig.timeline(ada.person);
    expect(earned).toMatchObject({
      name: 'Points Earned',
      hops: 1,
      properties: {
        points: 100,
        reason: 'referral',
        friend: bob,
        code: ada.code,
        balance: 100,
        expiresAt: '2027-11-23T14:00:00.000Z',
      },
    });
  });

  it.each([
    ['the very person', {}, 'own-code'],
    ['a known identity', { email: 'ada@example.com' }, 'own-code'],
  ])('gives nothing to oneself: %s', async (_, identifiers, reason) => {
    const ada = await rig.referrer({ email: 'ada@example.com' });
    expect((await refer(ada.person, ada.code, { identifiers })).refused).toBe(reason);
    expect(await points(ada.person)).toBe(0);
  });

  it.each([
    ['dots in Gmail', { email: 'a.da.lovelace@gmail.com' }, {}],
    ['a tag', { email: 'adalovelace+friend@gmail.com' }, {}],
    ['Gmail’s other name', { email: 'adalovelace@googlemail.com' }, {}],
    [
      'the same phone, which is left with its owner',
      { email: 'new@example.com' },
      { phone: '+1 603 555 0100' },
    ],
  ])('gives nothing to oneself in another spelling: %s', async (_, identifiers, traits) => {
    const ada = await rig.referrer({ email: 'adalovelace@gmail.com', phone: '+16035550100' });
    const other = await rig.person();
    expect((await refer(other, ada.code, { identifiers, traits })).refused).toBe('own-code');
    const rejected = (await rig.timeline(other)).at(-1);
    expect(rejected).toMatchObject({
      name: 'Referral Rejected',
      properties: { code: ada.code, reason: 'own-code' },
    });
    expect(await points(ada.person)).toBe(0);
  });

  it('rejects a code that nobody has', async () => {
    const bob = await rig.person();
    expect((await refer(bob, 'NONE-SUCH')).refused).toBe('unknown-code');
    expect((await rig.timeline(bob)).at(-1)?.properties).toEqual({
      code: 'NONE-SUCH',
      reason: 'unknown-code',
    });
  });

  it('counts a friend once, for whomever, however often and at how many tills at once', async () => {
    const [ada, eve] = [await rig.referrer(), await rig.referrer()];
    const bob = await rig.person({ email: 'bob@example.com' });
    const codes = [ada.code, eve.code, ada.code, eve.code];
    const events = await Promise.all(codes.map((code) => refer(bob, code)));
    expect(events.map(({ refused }) => refused ?? 'ok').toSorted()).toEqual([
      'already-redeemed',
      'already-redeemed',
      'already-redeemed',
      'ok',
    ]);
    expect((await points(ada.person)) + (await points(eve.person))).toBe(100);
  });

  it('counts one friend once who comes as two people with two spellings at the same instant', async () => {
    const ada = await rig.referrer();
    const spellings = ['b.ob@gmail.com', 'bob+1@gmail.com', 'bob@googlemail.com'];
    const friends = await Promise.all(spellings.map((email) => rig.person({ email })));
    const events = await Promise.all(friends.map((friend) => refer(friend, ada.code)));
    expect(events.filter(({ refused }) => !refused)).toHaveLength(1);
    expect(await points(ada.person)).toBe(100);
  });

  it('sees addresses that come with the event itself', async () => {
    const ada = await rig.referrer();
    const [bob, rob] = [await rig.person(), await rig.person()];
    await refer(bob, ada.code, { identifiers: { email: 'bob@example.com' } });
    const again = await refer(rob, ada.code, { identifiers: { email: 'bob+2@example.com' } });
    expect(again.refused).toBe('already-redeemed');
  });

  it('gives everybody one code, asked for at once or later', async () => {
    const ada = await rig.person();
    const codes = await Promise.all([referralCodeOf(rig.table, ada), referralCodeOf(rig.table, ada)]);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(1);
    await rig.take(rig.message(ada, 'Referral Code Issued', { code: codes[0]?.code }));
    expect((await rig.profile(ada)).referralCode).toBe(codes[0]?.code);
    expect(await referralCodeOf(rig.table, ada)).toEqual({ code: codes[0]?.code, isNew: false });
  });
});

describe('the rules on points', () => {
  const earn = (person: string, earned: unknown) =>
    rig.take(rig.message(person, 'Points Earned', { points: earned, reason: 'test', reference: 'r' }));
  const spend = (person: string, reward = 'ten-dollars') =>
    rig.take(rig.message(person, 'Points Redeemed', { reward, points: 1 }));

  it('takes the catalogue’s price, whatever the event says', async () => {
    const ada = await rig.person();
    await earn(ada, 250);
    expect((await spend(ada)).properties).toEqual({ reward: 'ten-dollars', points: 100, balance: 150 });
    expect(await points(ada)).toBe(150);
  });

  it('never goes below zero, whoever spends at once', async () => {
    const ada = await rig.person();
    await earn(ada, 250);
    const events = await Promise.all(Array.from({ length: 5 }, () => spend(ada)));
    expect(events.filter(({ refused }) => !refused)).toHaveLength(2);
    expect(await points(ada)).toBe(50);
    expect(await spend(ada)).toMatchObject({
      refused: 'not-enough-points',
      properties: { points: 100, balance: 50 },
    });
  });

  it('spends nothing that has expired', async () => {
    const ada = await rig.person();
    await earn(ada, 100);
    rig.now += 365 * 86_400_000;
    expect((await spend(ada)).properties).toMatchObject({ balance: 0 });
  });

  it.each([0, -5, 0.5, '100', null, 1e12])('refuses to earn %j points', async (earned) => {
    const ada = await rig.person();
    expect((await earn(ada, earned)).refused).toBe('not-whole-points');
    expect(await points(ada)).toBe(0);
  });

  it('refuses a reward that is not in the catalogue', async () => {
    const ada = await rig.person();
    expect((await spend(ada, 'a-yacht')).refused).toBe('unknown-reward');
  });
});
