import * as z from 'zod/mini';
import { instant, text } from '../events/fields.ts';

/** A person's coupon, in messages that show it; without one the message does without. */
export const couponData = z.object({ code: z.nullish(text), expiresAt: z.nullish(instant) });

export const couponSample = { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-08T14:00:00.000Z' };
