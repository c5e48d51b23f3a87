import { days, hours } from '../duration.ts';
import { appointmentBooked } from '../events/appointment-booked.ts';
import { offerClaimed } from '../events/offer-claimed.ts';
import { journey } from '../journey.ts';
import { sendEmail } from '../steps/send-email.ts';
import { waitFor } from '../steps/wait-for.ts';

const booked = { event: appointmentBooked, next: 'end' } as const;

/** From the claim of 20% off an oil change to a booking, or until it is clear that none comes. */
export const oilChangeOffer = journey({
  id: 'oil-change-offer',
  title: '20% off an oil change',
  topic: 'offers',
  entry: { on: offerClaimed, where: { offer: 'oil-change' }, as: 'claim' },
  reEntry: 'pass',
  steps: [
    sendEmail({ id: 'send-offer', template: 'oil-change-offer' }),
    waitFor({
      id: 'booking-within-three-days',
      on: [booked],
      within: days(3),
      timeout: { next: 'booking-or-second-claim' },
    }),
    // From here on the person is to be retargeted, where they consented to ads.
    waitFor({
      id: 'booking-or-second-claim',
      on: [booked, { event: offerClaimed, where: { offer: 'oil-change' }, next: 'send-last-chance' }],
      within: days(11),
      timeout: 'end',
    }),
    sendEmail({ id: 'send-last-chance', template: 'oil-change-last-chance' }),
    waitFor({ id: 'booking-within-48-hours', on: [booked], within: hours(48), timeout: 'end' }),
  ],
});
