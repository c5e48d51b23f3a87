import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const runRequested = defineEvent({
  name: 'Run Requested',
  description: 'A journey’s run was asked for through the API, which nobody else may do.',
  from: ['onward'],
  properties: { journey: text, properties: z.optional(z.record(z.string(), z.unknown())) },
});
