import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const audienceJoined = defineEvent({
  name: 'Audience Joined',
  description:
    'An ad network has the person in an audience: it confirmed so (`confirmed`), or took it and does not say (`accepted`).',
  from: ['onward'],
  properties: {
    audience: identifier,
    network: identifier,
    result: z.optional(z.enum(['confirmed', 'accepted'])),
    reason: z.optional(text),
  },
});
