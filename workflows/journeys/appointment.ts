import { days, hours } from '../duration.ts';
import { appointmentBooked } from '../events/appointment-booked.ts';
import { appointmentCancelled } from '../events/appointment-cancelled.ts';
import { appointmentCompleted } from '../events/appointment-completed.ts';
import { appointmentMissed } from '../events/appointment-missed.ts';
import { appointmentRescheduled } from '../events/appointment-rescheduled.ts';
import { reviewSubmitted } from '../events/review-submitted.ts';
import { serviceStatusChanged } from '../events/service-status-changed.ts';
import { journey } from '../journey.ts';
import { after, hoursBefore } from '../moment.ts';
import { saved } from '../saved.ts';
import { delay } from '../steps/delay.ts';
import { notifyStaff } from '../steps/notify-staff.ts';
import { send } from '../steps/send.ts';
import { sendEmail } from '../steps/send-email.ts';
import { waitFor } from '../steps/wait-for.ts';

/** The appointment as it was booked, or as it was rescheduled last. */
const booking = saved('booking', appointmentBooked);
const { bookingId, service, startsAt, timezone } = booking.properties;
const data = { bookingId, service, startsAt, timezone };
const where = { bookingId };

/** What may become of this appointment until the service begins. */
const changes = [
  { event: appointmentRescheduled, where, as: 'booking', next: 'send-new-time' },
  { event: appointmentCancelled, where, next: 'send-cancellation' },
  { event: appointmentMissed, where, next: 'send-missed' },
  { event: appointmentCompleted, where, next: 'two-hours-later' },
] as const;

/** A status at the centre, and the step that tells of it. */
const reaches = (status: 'arrived' | 'in-service' | 'ready') =>
  ({ event: serviceStatusChanged, where: { bookingId, status }, next: `tell-${status}` }) as const;
const statuses = [reaches('arrived'), reaches('in-service'), reaches('ready')] as const;

const tell = (status: 'arrived' | 'in-service' | 'ready') =>
  send({
    id: `tell-${status}`,
    template: 'service-status',
    channels: ['push', 'social', 'email'],
    data: { bookingId, service, status },
    next: 'the-day',
  });

const review = saved('review', reviewSubmitted);
const { stars, text } = review.properties;

/** One appointment, from its booking to its end: confirmed, reminded of, moved or offered again, served, and asked about. */
export const appointment = journey({
  id: 'appointment',
  title: 'An appointment, from booking to rating',
  entry: { on: appointmentBooked, as: 'booking' },
  key: 'bookingId',
  reEntry: 'ignore',
  steps: [
    sendEmail({ id: 'send-confirmation', template: 'appointment-confirmation', data }),
    waitFor({
      id: 'changes-until-the-day-before',
      on: [...changes, ...statuses],
      until: hoursBefore(24, startsAt),
      timeout: { next: 'send-reminder' },
      // Booked or moved to less than 24 hours ahead: a reminder would come on the heels of the confirmation.
      ifAlreadyPast: 'the-day',
    }),
    sendEmail({ id: 'send-reminder', template: 'appointment-reminder', data }),
    waitFor({
      id: 'the-day',
      on: [...changes, ...statuses],
      until: after(days(1), startsAt),
      timeout: 'end',
    }),
    tell('arrived'),
    tell('in-service'),
    tell('ready'),
    delay({ id: 'two-hours-later', for: hours(2) }),
    sendEmail({ id: 'send-thanks', template: 'appointment-thanks', data }),
    waitFor({
      id: 'rating',
      on: [
        { event: reviewSubmitted, where: { bookingId, stars: { gte: 4 } }, next: 'end' },
        {
          event: reviewSubmitted,
          where: { bookingId, stars: { lte: 3 } },
          as: 'review',
          next: 'alert-staff',
        },
      ],
      within: days(14),
      timeout: 'end',
    }),
    notifyStaff({ id: 'alert-staff', template: 'staff-review-alert', data: { ...data, stars, text } }),
    sendEmail({ id: 'apologise', template: 'review-apology', next: 'end' }),
    sendEmail({
      id: 'send-new-time',
      template: 'appointment-rescheduled',
      data,
      next: 'changes-until-the-day-before',
    }),
    sendEmail({ id: 'send-cancellation', template: 'appointment-cancelled', data, next: 'end' }),
    sendEmail({ id: 'send-missed', template: 'appointment-missed', data, next: 'end' }),
  ],
});
