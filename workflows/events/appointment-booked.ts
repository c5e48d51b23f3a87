import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text, timezone } from './fields.ts';

export const appointmentBooked = defineEvent({
  name: 'Appointment Booked',
  description: 'The person has an appointment.',
  from: ['page', 'server'],
  properties: { bookingId: identifier, service: text, startsAt: instant, timezone: z.optional(timezone) },
});
