import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const staffNotice = defineTemplate({
  id: 'staff-notice',
  kind: 'staff',
  data: z.object({ title: text, message: text }),
  sample: {
    title: 'A customer needs a call',
    message: 'They answered the reminder and ask for a courtesy car on the day of the service.',
  },
});
