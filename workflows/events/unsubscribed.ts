import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { channel, topic } from './fields.ts';

export const unsubscribed = defineEvent({
  name: 'Unsubscribed',
  description: 'The person left: a channel, a topic, or, when it names neither, all marketing.',
  from: ['page', 'server', 'onward'],
  properties: { channel: z.optional(channel), topic: z.optional(topic) },
});
