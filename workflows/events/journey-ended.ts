import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const journeyEnded = defineEvent({
  name: 'Journey Ended',
  description:
    'A run of a journey that tells of its runs is over: it came to an end, was left, broke or was stopped.',
  from: ['onward'],
  properties: {
    journey: identifier,
    run: identifier,
    outcome: z.enum(['completed', 'exited', 'failed', 'stopped']),
  },
});
