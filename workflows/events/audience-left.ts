import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const audienceLeft = defineEvent({
  name: 'Audience Left',
  description: 'The person is in an ad network’s audience no more.',
  from: ['onward'],
  properties: { audience: identifier, network: identifier, reason: z.optional(text) },
});
