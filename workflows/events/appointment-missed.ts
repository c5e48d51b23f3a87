import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const appointmentMissed = defineEvent({
  name: 'Appointment Missed',
  description: 'The person did not come to the appointment.',
  from: ['server'],
  properties: { bookingId: identifier, reason: z.optional(text) },
});
