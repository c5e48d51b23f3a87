import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { channel } from './fields.ts';

export const messageReceived = defineEvent({
  name: 'Message Received',
  description: 'The person wrote to us.',
  from: ['onward'],
  properties: { channel, text: z.optional(z.string()) },
});
