import { describe, expect, it } from 'vitest';
import { days } from '../../workflows/duration.ts';
import { couponIssued } from '../../workflows/events/coupon-issued.ts';
import { referralCodeIssued } from '../../workflows/events/referral-code-issued.ts';
import { saved } from '../../workflows/saved.ts';
import { issueCoupon } from '../../workflows/steps/issue-coupon.ts';
import { issueReferralCode } from '../../workflows/steps/issue-referral-code.ts';
import { sendEmail } from '../../workflows/steps/send-email.ts';
import { definitionOf, eventOf, journeyOf, problemsOf, stateOf } from './support/journey.ts';
import { walk } from './support/walk.ts';

const coupon = saved('coupon', couponIssued);
const issue = issueCoupon({
  id: 'issue-coupon',
  offer: 'oil-change',
  percent: 20,
  validFor: days(14),
  as: 'coupon',
});
const send = sendEmail({
  id: 'send-offer',
  template: 'oil-change-offer',
  data: { code: coupon.properties.code, expiresAt: coupon.properties.expiresAt },
});
const claim = eventOf('Offer Claimed', { offer: 'oil-change' });

describe('issueCoupon', () => {
  it('is one state, whose coupon later steps know by its name', async () => {
    const issued = eventOf('Coupon Issued', { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-08T14:00:00.000Z' });
    const { states, payloads, output } = await walk(
      definitionOf(journeyOf([issue, send])),
      stateOf({ claim }),
      ({ kind }) => ({ result: kind === 'issueCoupon' ? { events: { coupon: issued } } : {} }),
    );
    expect(states).toEqual(['issue-coupon', 'send-offer']);
    expect(payloads).toMatchObject([
      {
        kind: 'issueCoupon',
        offer: 'oil-change',
        worth: { percent: 20 },
        validFor: 'P14D',
        uses: 1,
        as: 'coupon',
        visit: 0,
      },
      { kind: 'sendEmail', data: issued.properties, visit: 1 },
    ]);
    expect(output).toMatchObject({ visit: 2, events: { claim, coupon: issued } });
  });

  it('is not known after a failure that is passed over', () => {
    expect(problemsOf(journeyOf([{ ...issue, onFailure: 'continue' }, send]))).toContain(
      'test, step "send-offer": coupon.properties.code: no event is saved as "coupon" on every way here; known: claim',
    );
  });

  it.each([
    [{ percent: undefined }, 'says not what the coupon is worth; give either percent or value'],
    [{ value: 10 }, 'says not what the coupon is worth; give either percent or value'],
    [{ validFor: 'P400D' }, 'P400D is longer than a year, the longest that a run may take; shorten it'],
    [{ percent: 120 }, 'percent: is 120; must be at most 100'],
    [{ offer: 'oilchange' }, 'offer: unknown offer "oilchange"; known: oil-change'],
    [{ as: 'run' }, 'as: must be a camelCase name of at most 40 letters, not "run"'],
  ])('refuses %j in a sentence', (change, sentence) => {
    expect(problemsOf(journeyOf([{ ...issue, ...change }]))).toEqual([
      `test, step "issue-coupon": ${sentence}`,
    ]);
  });
});

describe('issueReferralCode', () => {
  it('is one state, whose code later steps know by its name', async () => {
    const referral = saved('referral', referralCodeIssued);
    const steps = [
      issueReferralCode({ id: 'find-code', as: 'referral' }),
      sendEmail({ id: 'send-code', template: 'refer-a-friend', data: { code: referral.properties.code } }),
    ];
    const issued = eventOf('Referral Code Issued', { code: '7K3M-Q9TX' });
    const { states, payloads } = await walk(
      definitionOf(journeyOf(steps)),
      stateOf({ claim }),
      ({ kind }) => ({ result: kind === 'issueReferralCode' ? { events: { referral: issued } } : {} }),
    );
    expect(states).toEqual(['find-code', 'send-code']);
    expect(payloads[1]).toMatchObject({ data: { code: '7K3M-Q9TX' } });
  });
});
