import { days, hours } from '../duration.ts';
import { appointmentBooked } from '../events/appointment-booked.ts';
import { couponIssued } from '../events/coupon-issued.ts';
import { offerClaimed } from '../events/offer-claimed.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { addToAudience } from '../steps/add-to-audience.ts';
import { issueCoupon } from '../steps/issue-coupon.ts';
import { sendEmail } from '../steps/send-email.ts';
import { waitFor } from '../steps/wait-for.ts';

const booked = { event: appointmentBooked, next: 'end' } as const;

/** The code of their own that stands in both emails. */
const { code, expiresAt } = saved('coupon', couponIssued).properties;
const data = { code, expiresAt };

/**
 * From the claim of 20% off an oil change to a booking, or until it is clear that none comes. Whoever is retargeted is
 * out of the audience as soon as the run ends, however it ends.
 */
export const oilChangeOffer = journey({
  id: 'oil-change-offer',
  title: '20% off an oil change',
  topic: 'offers',
  entry: { on: offerClaimed, where: { offer: 'oil-change' }, as: 'claim' },
  reEntry: 'pass',
  steps: [
    issueCoupon({ id: 'issue-coupon', offer: 'oil-change', percent: 20, validFor: days(30), as: 'coupon' }),
    sendEmail({ id: 'send-offer', template: 'oil-change-offer', data }),
    waitFor({
      id: 'booking-within-three-days',
      on: [booked],
      within: days(3),
      timeout: { next: 'retarget' },
    }),
    addToAudience({ id: 'retarget', audience: 'oil-change-retargeting' }),
    waitFor({
      id: 'booking-or-second-claim',
      on: [{ event: offerClaimed, where: { offer: 'oil-change' }, next: 'send-last-chance' }, booked],
      within: days(11),
      timeout: 'end',
    }),
    sendEmail({ id: 'send-last-chance', template: 'oil-change-last-chance', data: { code } }),
    waitFor({ id: 'booking-within-48-hours', on: [booked], within: hours(48), timeout: 'end' }),
  ],
});
