import { days } from '../duration.ts';
import { appointmentBooked } from '../events/appointment-booked.ts';
import { appointmentCancelled } from '../events/appointment-cancelled.ts';
import { appointmentCompleted } from '../events/appointment-completed.ts';
import { appointmentMissed } from '../events/appointment-missed.ts';
import { appointmentRescheduled } from '../events/appointment-rescheduled.ts';
import { journey } from '../journey.ts';
import { after, hoursBefore } from '../moment.ts';
import { saved } from '../saved.ts';
import { sendEmail } from '../steps/send-email.ts';
import { waitFor } from '../steps/wait-for.ts';

/** The appointment as it was booked, or as it was rescheduled last. */
const booking = saved('booking', appointmentBooked);
const { bookingId, service, startsAt, timezone } = booking.properties;
const data = { service, startsAt, timezone };
const where = { bookingId };

/** What may become of this appointment at any time. */
const changes = [
  { event: appointmentRescheduled, where, as: 'booking', next: 'send-new-time' },
  { event: appointmentCancelled, where, next: 'send-cancellation' },
  { event: appointmentMissed, where, next: 'send-missed' },
  { event: appointmentCompleted, where, next: 'end' },
] as const;

/** One appointment, from its booking to its end: confirmed, reminded of, moved, or offered again. */
export const appointment = journey({
  id: 'appointment',
  title: 'An appointment and its reminder',
  entry: { on: appointmentBooked, as: 'booking' },
  key: 'bookingId',
  reEntry: 'ignore',
  steps: [
    sendEmail({ id: 'send-confirmation', template: 'appointment-confirmation', data }),
    waitFor({
      id: 'changes-until-the-day-before',
      on: changes,
      until: hoursBefore(24, startsAt),
      timeout: { next: 'send-reminder' },
      // Booked or moved to less than 24 hours ahead: a reminder would come on the heels of the confirmation.
      ifAlreadyPast: 'changes-until-the-day-after',
    }),
    sendEmail({ id: 'send-reminder', template: 'appointment-reminder', data }),
    waitFor({
      id: 'changes-until-the-day-after',
      on: changes,
      until: after(days(1), startsAt),
      timeout: 'end',
    }),
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
