import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const staffAnswer = defineTemplate({
  id: 'staff-answer',
  kind: 'transactional',
  byStaff: true,
  sms: { default: '{{ data.text }}' },
  whatsapp: { default: { text: '{{ data.text }}' } },
  social: { default: '{{ data.text }}' },
  data: z.object({ text }),
  sample: { text: 'Yes, we have a courtesy car on that day.\n\nShall I put you down for it?' },
});
