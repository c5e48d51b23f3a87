import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { amount, identifier } from './fields.ts';

export const appointmentCompleted = defineEvent({
  name: 'Appointment Completed',
  description: 'The service is done and the person has left.',
  from: ['server'],
  properties: { bookingId: identifier, amount: z.optional(amount) },
});
