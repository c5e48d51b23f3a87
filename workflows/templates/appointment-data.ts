import * as z from 'zod/mini';
import { identifier, instant, text, timezone } from '../events/fields.ts';

/** What the messages about an appointment tell. Without a time zone, times are told in the person's, else the business's. */
export const appointmentData = z.object({
  bookingId: identifier,
  service: text,
  startsAt: instant,
  timezone: z.nullish(timezone),
});

export const appointmentSample = {
  bookingId: 'bkg_abcdefghijklmnopqrstuvwx',
  service: 'oil-change',
  startsAt: '2026-11-24T09:00:00-05:00',
  timezone: 'America/New_York',
};
