import * as z from 'zod/mini';
import { instant, text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const pointsEarned = defineTemplate({
  id: 'points-earned',
  kind: 'transactional',
  data: z.object({
    points: z.int(),
    reason: text,
    balance: z.nullish(z.int()),
    expiresAt: z.nullish(instant),
  }),
  sample: { points: 100, reason: 'referral', balance: 300, expiresAt: '2027-11-24T09:00:00.000Z' },
});
