import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const peopleMerged = defineEvent({
  name: 'People Merged',
  description: 'Another person was found to be this one: all that was theirs is this person’s.',
  from: ['onward'],
  properties: {
    /** Id of the person who was merged into this one. */
    other: identifier,
    /** The key that asked for it. */
    by: z.optional(z.string()),
  },
});
