import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const complaintRetracted = defineEvent({
  name: 'Complaint Retracted',
  description: 'The person’s inbox took back that a message was spam; their consents stand as before.',
  from: ['onward'],
  properties: { run: z.optional(text), step: z.optional(text) },
});
