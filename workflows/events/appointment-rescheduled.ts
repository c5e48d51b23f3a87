import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text, timezone } from './fields.ts';

export const appointmentRescheduled = defineEvent({
  name: 'Appointment Rescheduled',
  description: 'The appointment has a new time; says all of it again.',
  from: ['page', 'server'],
  properties: { bookingId: identifier, service: text, startsAt: instant, timezone: z.optional(timezone) },
});
