import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const serviceStatusChanged = defineEvent({
  name: 'Service Status Changed',
  description: 'The service of an appointment got further.',
  from: ['server'],
  properties: { bookingId: identifier, status: z.enum(['arrived', 'in-service', 'ready']) },
});
