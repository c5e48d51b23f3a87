import { days, hours } from '../duration.ts';
import { appointmentBooked } from '../events/appointment-booked.ts';
import { couponIssued } from '../events/coupon-issued.ts';
import { couponRedeemed } from '../events/coupon-redeemed.ts';
import { offerClaimed } from '../events/offer-claimed.ts';
import { unsubscribed } from '../events/unsubscribed.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { addToAudience } from '../steps/add-to-audience.ts';
import { issueCoupon } from '../steps/issue-coupon.ts';
import { send } from '../steps/send.ts';
import { waitFor } from '../steps/wait-for.ts';

/** Who claimed by a message to the page may be known by nothing else; the page answers who has written just before. */
const channels = ['email', 'social'] as const;

const booked = { event: appointmentBooked, next: 'end' } as const;

/** The code of their own, first and for the last chance: a coupon ends when its email says, unless a booking holds it. */
const coupon = saved('coupon', couponIssued).properties;
const lastCoupon = saved('lastCoupon', couponIssued).properties;
const inMail = ({ code, expiresAt }: typeof coupon) => ({ code, expiresAt });

/** Whoever came without an appointment needs no more of the chase. */
const used = ({ code }: typeof coupon) => ({ event: couponRedeemed, where: { code }, next: 'end' }) as const;

/**
 * From the claim of 20% off an oil change to a booking, or until it is clear that none comes. Whoever is retargeted is
 * out of the audience as soon as the run ends, however it ends.
 */
export const oilChangeOffer = journey({
  id: 'oil-change-offer',
  title: '20% off an oil change',
  topic: 'offers',
  channels: [...channels],
  entry: { on: offerClaimed, where: { offer: 'oil-change' }, as: 'claim' },
  reEntry: 'pass',
  // The offer is made by email: who leaves that is not chased by ads for it either.
  exits: [
    { event: unsubscribed, where: { channel: 'email', topic: 'offers' } },
    { event: unsubscribed, where: { channel: 'email', topic: { exists: false } } },
  ],
  steps: [
    issueCoupon({ id: 'issue-coupon', offer: 'oil-change', percent: 20, validFor: days(3), as: 'coupon' }),
    // Asked for this very moment, as the last chance is: it comes at once.
    send({
      id: 'send-offer',
      template: 'oil-change-offer',
      channels,
      priority: 'high',
      data: inMail(coupon),
    }),
    waitFor({
      id: 'booking-within-three-days',
      on: [booked, used(coupon)],
      within: days(3),
      timeout: { next: 'retarget' },
    }),
    addToAudience({ id: 'retarget', audience: 'oil-change-retargeting' }),
    waitFor({
      id: 'booking-or-second-claim',
      on: [{ event: offerClaimed, where: { offer: 'oil-change' }, next: 'issue-last-coupon' }, booked],
      within: days(11),
      timeout: 'end',
    }),
    issueCoupon({
      id: 'issue-last-coupon',
      offer: 'oil-change',
      percent: 20,
      validFor: hours(48),
      as: 'lastCoupon',
    }),
    send({
      id: 'send-last-chance',
      template: 'oil-change-last-chance',
      channels,
      priority: 'high',
      data: inMail(lastCoupon),
    }),
    waitFor({
      id: 'booking-within-48-hours',
      on: [booked, used(lastCoupon)],
      within: hours(48),
      timeout: 'end',
    }),
  ],
});
