import { conversationFields } from './conversation-fields.ts';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text, timezone } from './fields.ts';

export const appointmentChangeAsked = defineEvent({
  name: 'Appointment Change Asked',
  description:
    'The person wrote that they want to move or cancel an appointment; they are told where they can.',
  from: ['onward'],
  properties: {
    ...conversationFields,
    /** Id of the `Message Received` that it answers. */
    message: identifier,
    bookingId: identifier,
    service: text,
    startsAt: instant,
    timezone,
  },
});
