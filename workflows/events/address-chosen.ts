import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const addressChosen = defineEvent({
  name: 'Address Chosen',
  description:
    'The email address or the phone at which the person is reached from now on, theirs before or new.',
  from: ['onward'],
  properties: {
    type: z.enum(['email', 'phone']),
    address: identifier,
    /** The key that asked for it. */
    by: z.optional(z.string()),
  },
});
