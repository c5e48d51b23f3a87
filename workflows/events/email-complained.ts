import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const emailComplained = defineEvent({
  name: 'Email Complained',
  description: 'The person called an email spam.',
  from: ['onward'],
  properties: { run: z.optional(text), step: z.optional(text) },
});
