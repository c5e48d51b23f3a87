import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { instant, text } from './fields.ts';

export const marketingPaused = defineEvent({
  name: 'Marketing Paused',
  description: 'The person wants no marketing for a while, on any channel, ads included.',
  from: ['page', 'server'],
  properties: { until: instant, source: z.optional(text) },
});
