import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, text } from './fields.ts';

export const campaignReached = defineEvent({
  name: 'Campaign Reached',
  description:
    'A campaign’s turn came to the person. What their variant says is sent, if they may be sent it; whoever is held out gets nothing.',
  from: ['onward'],
  properties: {
    campaign: identifier,
    run: identifier,
    /** `hold-out` for who gets nothing, so that the campaign’s effect can be told. */
    variant: identifier,
    title: text,
    /** Where the variant is no message: the journey that it asks for, and what its entry event says. */
    journey: z.optional(text),
    properties: z.optional(z.record(z.string(), z.unknown())),
  },
});
