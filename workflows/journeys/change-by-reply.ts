import { appointmentChangeAsked } from '../events/appointment-change-asked.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { reply } from '../steps/reply.ts';

const { bookingId, service, startsAt, timezone } = saved('asked', appointmentChangeAsked).properties;

/** Tells who wants to move or cancel an appointment where they can. */
export const changeByReply = journey({
  id: 'change-by-reply',
  title: 'Where an appointment is changed, in answer to a message',
  entry: { on: appointmentChangeAsked, as: 'asked' },
  key: 'message',
  reEntry: 'ignore',
  steps: [
    reply({
      id: 'send-link',
      template: 'appointment-change',
      to: 'asked',
      data: { bookingId, service, startsAt, timezone },
    }),
  ],
});
