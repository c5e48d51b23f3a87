import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text } from './fields.ts';

export const scheduleFired = defineEvent({
  name: 'Schedule Fired',
  description:
    'The moment of a schedule came for the person. Journeys begin or go on by it `where: { schedule }`.',
  from: ['onward'],
  properties: {
    /** The schedule's id, and its revision when the moment was fixed. */
    schedule: identifier,
    revision: text,
    /** The moment that was planned. */
    at: instant,
    /** When the event was on which the schedule counts, for one that counts from an event. */
    since: z.optional(instant),
    /** What the person's clock shows then, as 2026-12-01T09:00, for one that goes by each person's. */
    shown: z.optional(text),
    /** What the schedule's owner gave it; Onward adds it. */
    data: z.optional(z.record(z.string(), z.unknown())),
  },
});
