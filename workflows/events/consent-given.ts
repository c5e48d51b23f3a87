import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { channel, instant, text, topic } from './fields.ts';

export const consentGiven = defineEvent({
  name: 'Consent Given',
  description: 'The person agreed to hear about a topic on a channel.',
  from: ['browser', 'page', 'server'],
  properties: {
    channel,
    topic,
    wording: z.optional(text),
    source: z.optional(text),
    // When a server was told of it, which may be years before it tells us; of others it is not asked.
    givenAt: z.optional(instant),
  },
  // The proof of a consent that anybody could have typed: what was shown, and where.
  browserMustSend: ['wording', 'source'],
});
