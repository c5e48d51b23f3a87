import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const appointmentCancelled = defineEvent({
  name: 'Appointment Cancelled',
  description: 'The appointment will not take place.',
  from: ['page', 'server'],
  properties: { bookingId: identifier, reason: z.optional(text) },
});
