import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const identifierDetached = defineEvent({
  name: 'Identifier Detached',
  description: 'An identifier is not the person’s any more: who comes with it next is somebody else.',
  from: ['onward'],
  properties: {
    type: z.enum(['userId', 'email', 'phone', 'messenger', 'anonymousId']),
    identifier,
    /** The key that asked for it. */
    by: z.optional(z.string()),
  },
});
