import { describe, expect, it } from 'vitest';
import { assign } from '../../../domain/campaigns/assign.ts';
import type { CampaignRun } from '../../../domain/campaigns/campaign-run.ts';
import { inWords } from '../../../domain/campaigns/in-words.ts';
import { rateWithin, sliceFor } from '../../../domain/campaigns/rate.ts';
import { resultOf } from '../../../domain/campaigns/result.ts';

const run: CampaignRun = {
  pk: 'CAMPAIGN#cmp_1',
  sk: 'RUN#crn_1',
  id: 'crn_1',
  campaign: 'cmp_1',
  name: 'Winter check',
  to: 'everyone',
  variants: [
    { id: 'A', weight: 1, enter: { journey: 'a', properties: {} } },
    { id: 'B', weight: 1, enter: { journey: 'b', properties: {} } },
  ],
  holdOut: 10,
  perSecond: 10,
  goal: { event: 'Appointment Booked', withinDays: 3 },
  key: 'k',
  status: 'completed',
  attempt: 1,
  startedAt: '2026-11-01T00:00:00.000Z',
  endedAt: '2026-11-01T01:00:00.000Z',
};
const progress = { reached: { A: 1000, B: 1000 }, heldOut: 1000 };

const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  A: { sent: 990, clicked: 80, 'booked@0': 60, 'booked@2': 40, 'booked@3': 500 },
  B: { sent: 980, clicked: 90, 'booked@1': 52 },
  'hold-out': { 'booked@0': 50 },
};
const countsOf = (arm: string) => counts[arm] ?? {};

describe('a result', () => {
  it('counts who came to the goal within its days, and says what is real once everybody has had them', () => {
    const early = resultOf(run, progress, countsOf, new Date('2026-11-04T00:59:00Z'));
    expect(early).toMatchObject({
      readableAt: '2026-11-04T01:00:00.000Z',
      arms: [
        { id: 'A', people: 1000, converted: 100, counts: { sent: 990, clicked: 80 } },
        { id: 'B', converted: 52 },
        { id: 'hold-out', people: 1000, converted: 50, counts: { sent: 0 } },
      ],
    });
    expect(early.comparisons.every(({ verdict }) => verdict === 'too-early')).toBe(true);
    const { comparisons, compares } = resultOf(run, progress, countsOf, new Date('2026-11-04T01:00:00Z'));
    expect(comparisons.map(({ one, other, verdict }) => [one, other, verdict])).toEqual([
      ['A', 'B', 'real'],
      ['A', 'hold-out', 'real'],
      ['B', 'hold-out', 'not-shown'],
    ]);
    const [first, , last] = comparisons.map((each) => inWords(each, compares));
    expect(first).toBe(
      '4.8 percentage points more of "A" than of "B" came to the goal (95% interval 2.5 to 7.2). Real: so large a difference is rarely chance, all comparisons taken together.',
    );
    expect(last).toMatch(/four times in five takes \d+ people in "B" and \d+ in the hold-out\.$/);
  });

  it('compares clicks of the variants alone where there is no goal', () => {
    const { goal: _, ...goalless } = run;
    const { compares, comparisons, arms } = resultOf(goalless, progress, countsOf, new Date('2026-12-01'));
    expect([compares, comparisons.map(({ one, other }) => [one, other])]).toEqual(['clicked', [['A', 'B']]]);
    expect(arms.at(-1)).toMatchObject({ id: 'hold-out', converted: null, rate: null });
  });
});

describe('who gets what', () => {
  const people = Array.from({ length: 20_000 }, (_, index) => `per_${index}`);
  const shares = (campaign: string) => {
    const of = Map.groupBy(people, (each) => assign(campaign, run, each));
    return (arm: string) => (of.get(arm)?.length ?? 0) / people.length;
  };

  it('follows the weights, and holds out as many as are to be', () => {
    const share = shares('cmp_1');
    expect(share('hold-out')).toBeCloseTo(0.1, 2);
    expect(share('A')).toBeCloseTo(0.45, 1);
    expect(share('B')).toBeCloseTo(0.45, 1);
  });

  it('is the same for ever, and says nothing of another campaign', () => {
    expect(people.map((each) => assign('cmp_1', run, each))).toEqual(
      people.map((each) => assign('cmp_1', run, each)),
    );
    const both = people.filter(
      (each) => assign('cmp_1', run, each) === 'A' && assign('cmp_2', run, each) === 'A',
    );
    expect(both.length / people.length).toBeCloseTo(0.45 * 0.45, 1);
  });
});

describe('the rate', () => {
  const quota = { maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 0 };

  it('is what was asked for, four fifths of SES’s at most, and the day’s where that is short', () => {
    expect(rateWithin(5, 1_000, quota)).toEqual({ perSecond: 5 });
    expect(rateWithin(50, 1_000, quota)).toMatchObject({ perSecond: 14 * 0.8 });
    expect(rateWithin(50, 100_000, quota)).toMatchObject({ perSecond: 40_000 / 86_400 });
    expect(rateWithin(50, 39_000, { ...quota, sentLast24Hours: 2_000 }).perSecond).toBeLessThan(0.5);
    expect(rateWithin(5, 1_000_000, { ...quota, max24HourSend: -1 })).toEqual({ perSecond: 5 });
  });

  it('makes slices of five seconds that no history is too short for', () => {
    expect([sliceFor(0.1, 10), sliceFor(10, 1_000), sliceFor(1, 31_250), sliceFor(1_000, 10)]).toEqual([
      1, 50, 32, 500,
    ]);
  });
});
