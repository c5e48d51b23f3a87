import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

/** Shows nothing that a form said: anybody may have filled it in with this address. */
export const confirmConsent = defineTemplate({
  id: 'confirm-consent',
  kind: 'transactional',
  confirms: true,
  data: z.object({ title: text }),
  sample: { title: 'News and tips' },
});
