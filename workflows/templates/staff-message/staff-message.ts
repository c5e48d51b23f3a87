import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const staffMessage = defineTemplate({
  id: 'staff-message',
  kind: 'staff',
  story: true,
  data: z.object({
    channel: text,
    thread: text,
    sentFrom: z.string(),
    sender: z.enum(['person', 'other']),
    subject: z.nullish(z.string()),
    text: z.string(),
  }),
  sample: {
    channel: 'email',
    thread: 'thr_abcdefghijklmnopqrstuvwx_abcdefghijklmnop',
    sentFrom: 'ada@example.com',
    sender: 'person',
    subject: 'Re: Your 20% off an oil change',
    text: 'Do you have a courtesy car?',
  },
});
