import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { channel, text } from './fields.ts';

export const suppressionLifted = defineEvent({
  name: 'Suppression Lifted',
  description: 'Staff let messages go to an address of the person again.',
  from: ['onward'],
  properties: { channel, address: text, causes: z.array(text) },
});
