import * as z from 'zod/mini';
import { conversationFields } from './conversation-fields.ts';
import { defineEvent } from './define-event.ts';
import { identifier, instant, text, timezone } from './fields.ts';

export const bookingOffered = defineEvent({
  name: 'Booking Offered',
  description: 'The person was offered times for an appointment, and may choose one in an answer.',
  from: ['onward'],
  properties: {
    ...conversationFields,
    /** Id of the `Message Received` that it answers. */
    message: identifier,
    service: text,
    times: z.array(instant),
    /** By whose clock the times are told. */
    timezone,
    /** How long an answer counts. */
    until: instant,
    /** `asked`: they asked for an appointment. `taken`: the time that they chose cannot be booked (any more). `unclear`: they named more than one. */
    because: z.enum(['asked', 'taken', 'unclear']),
  },
});
