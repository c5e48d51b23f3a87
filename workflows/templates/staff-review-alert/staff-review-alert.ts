import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

/** Tells the business of a rating that asks for a call, with what led to it. */
export const staffReviewAlert = defineTemplate({
  id: 'staff-review-alert',
  kind: 'staff',
  story: true,
  data: z.extend(appointmentData, {
    stars: z.int().check(z.gte(1), z.lte(5)),
    text: z.nullish(text),
  }),
  sample: {
    ...appointmentSample,
    stars: 2,
    text: 'The car was not ready when you said it would be.',
  },
});
