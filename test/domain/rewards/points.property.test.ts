import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LineMessage, RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { PointsModel } from './points-model.ts';
import { RewardsRig } from './rewards-rig.ts';

const dayMillis = 86_400_000;
const expireAfterDays = 30;
const rewards = { 'ten-dollars': 100, 'free-oil-change': 300 } as const;

/** Each in two spellings, as two people; who is reached at one mailbox counts as one. */
const mailboxes = ['ada', 'bob', 'cy', 'dan'];
const spellings = (mailbox: string, run: number) => [
  `${mailbox}.${run}@gmail.com`,
  `${mailbox}${run}+x@googlemail.com`,
];

const anyone = fc.nat({ max: 7 });
/** Most referrals are one person's, so that there is something to spend. */
const anOwner = fc.constantFrom(0, 0, 0, 0, 1, 2, 5);
const aReward = fc.constantFrom('ten-dollars' as const, 'ten-dollars' as const, 'free-oil-change' as const);
const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('refer' as const), owner: anOwner, friend: anyone }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('spend' as const), owner: anOwner, reward: aReward }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('twoTills' as const), owner: anOwner, reward: aReward }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('redeliver' as const), nth: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.nat({ max: 20 }) }) },
);
const story = fc.array(fc.record({ what: operation, diesAfter: fc.option(fc.nat({ max: 9 })) }), {
  minLength: 2,
  maxLength: 14,
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Two people for each mailbox, each with a code. */
async function population(rig: RewardsRig, run: number) {
  return Promise.all(
    mailboxes.flatMap((mailbox) =>
      spellings(mailbox, run).map(async (email) => ({
        ...(await rig.referrer({ email })),
        mailbox: `${mailbox}${run}`,
      })),
    ),
  );
}

/** Takes a message off the line; a function that dies over it gets it again. */
async function take(rig: RewardsRig, message: LineMessage, diesAfter: number | null): Promise<RecordedEvent> {
  if (diesAfter !== null) await rig.dying(diesAfter, () => rig.take(message));
  return rig.take(message);
}

async function play(rig: RewardsRig, run: number, told: Story): Promise<void> {
  const people = await population(rig, run);
  const model = new PointsModel();
  const sent: { readonly message: LineMessage; readonly refused: boolean }[] = [];
  for (const { what, diesAfter } of told) {
    if (what.kind === 'wait') {
      rig.now += what.days * dayMillis;
      continue;
    }
    if (what.kind === 'redeliver') {
      const before = sent[what.nth % Math.max(1, sent.length)];
      if (before)
        expect((await take(rig, before.message, diesAfter)).refused !== undefined).toBe(before.refused);
      continue;
    }
    const owner = people[what.owner]!;
    if (what.kind === 'twoTills') {
      const price = rewards[what.reward];
      const afford = [1, 2].filter(() => model.spend(owner.person, price, rig.now)).length;
      const at = () => rig.take(rig.message(owner.person, 'Points Redeemed', { reward: what.reward }));
      const events = await Promise.all([at(), at()]);
      expect(events.filter(({ refused }) => !refused)).toHaveLength(afford);
      continue;
    }
    const friend = what.kind === 'refer' ? people[what.friend]! : owner;
    const counts =
      what.kind === 'refer'
        ? model.refer(
            owner.person,
            friend.person,
            friend.mailbox,
            owner.mailbox,
            rig.now + expireAfterDays * dayMillis,
          )
        : model.spend(owner.person, rewards[what.reward], rig.now);
    const message =
      what.kind === 'refer'
        ? rig.message(friend.person, 'Referral Redeemed', { code: owner.code })
        : rig.message(owner.person, 'Points Redeemed', { reward: what.reward });
    const event = await take(rig, message, diesAfter);
    expect(event.refused === undefined).toBe(counts);
    sent.push({ message, refused: !counts });
  }
  const now = new Date(rig.now).toISOString();
  for (const { person } of people) {
    const entries = await rig.account(person);
    const sum = entries.reduce((total, { points }) => total + points, 0);
    expect(sum).toBe(model.balance(person, rig.now));
    expect(balanceAt((await rig.profile(person)).points, now)).toBe(sum);
  }
}

it('ledger, balance and rules equal a simple model in 2,000 stories of redemptions, retries, crashes, spends and two tills at once', async () => {
  const rig = new RewardsRig({ perReferral: 100, expireAfterDays });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(story, (told) => {
      run += 1;
      return play(rig, run, told);
    }),
    { numRuns: 2000 },
  );
}, 120_000);
