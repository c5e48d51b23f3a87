import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { text } from './fields.ts';

export const emailClicked = defineEvent({
  name: 'Email Clicked',
  description: 'A link in an email was followed; a mail scanner may have been the one.',
  from: ['onward'],
  properties: { link: z.optional(text), run: z.optional(text), step: z.optional(text) },
});
