import * as z from 'zod/mini';
import { defineTemplate } from '../define-template.ts';

export const reviewApology = defineTemplate({
  id: 'review-apology',
  kind: 'transactional',
  data: z.object({}),
  sample: {},
});
