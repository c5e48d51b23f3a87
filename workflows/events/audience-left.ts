import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const audienceLeft = defineEvent({
  name: 'Audience Left',
  description:
    'The person is not in an ad network’s audience: no more (`confirmed`, `accepted`), or the network would not have them (`refused`, and why).',
  from: ['onward'],
  properties: {
    audience: identifier,
    network: identifier,
    result: z.optional(z.enum(['confirmed', 'accepted', 'refused'])),
    reason: z.optional(text),
  },
});
