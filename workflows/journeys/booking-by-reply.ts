import { bookingOffered } from '../events/booking-offered.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { reply } from '../steps/reply.ts';

const { service, times, timezone, because } = saved('offered', bookingOffered).properties;

/** Tells who asked for an appointment which times they may choose from. What they choose is heard when it comes. */
export const bookingByReply = journey({
  id: 'booking-by-reply',
  title: 'Times for an appointment, in answer to a message',
  entry: { on: bookingOffered, as: 'offered' },
  key: 'message',
  reEntry: 'ignore',
  steps: [
    reply({
      id: 'offer-times',
      template: 'booking-times',
      to: 'offered',
      data: { service, times, timezone, because },
    }),
  ],
});
