import * as z from 'zod/mini';
import { conversationStatuses } from '../../domain/conversations/conversation.ts';
import { conversationChannels } from '../../workflows/events/conversation-fields.ts';
import { couponShape, personShape } from './shapes.ts';

/** The shapes of conversations, as callers see them. */

const instant = z.iso.datetime({ offset: true });

export const conversationId = z
  .string()
  .check(z.regex(/^thr_[a-z2-7]{24}_[a-z2-7]{16}$/, 'must be a conversation’s id (thr_…)'));

export const conversationStatus = z.enum(conversationStatuses);

export const conversationShape = z.object({
  /** Also the `thread` of its messages' events. */
  id: z.string(),
  person: z.string(),
  channel: z.enum(conversationChannels),
  status: conversationStatus,
  /** Of an open one: since when the person waits. Else when it was answered or closed. */
  since: instant,
  /** The address that wrote last. */
  from: z.string(),
  subject: z.nullable(z.string()),
  /** The beginning of what they wrote last, and when. */
  text: z.string(),
  at: instant,
});

const threadMessage = z.object({
  id: z.string(),
  at: instant,
  direction: z.enum(['in', 'out']),
  /** `other`: it is not known to be the person. `onward`: a rule or a journey wrote it. */
  by: z.enum(['person', 'other', 'staff', 'onward']),
  /** Null where only the template is known. */
  text: z.nullable(z.string()),
  subject: z.optional(z.string()),
  attachments: z.optional(
    z.array(z.object({ filename: z.string(), contentType: z.string(), bytes: z.int() })),
  ),
  /** A machine of theirs wrote it. */
  automatic: z.optional(z.literal(true)),
  /** What a rule took it for, or `staff`. */
  understood: z.optional(z.string()),
  template: z.optional(z.string()),
  status: z.optional(z.enum(['queued', 'claimed', 'held', 'sent', 'skipped', 'failed', 'unknown'])),
  reason: z.optional(z.string()),
});

const bookingShape = z.object({
  id: z.string(),
  service: z.string(),
  startsAt: instant,
  timezone: z.string(),
  status: z.enum(['booked', 'cancelled']),
});

export const conversationWithStory = z.extend(conversationShape, {
  /** To be sent with an answer or a closing: it counts only if nothing has come since. */
  lastSeen: z.string(),
  /** Both directions, in order. */
  messages: z.array(threadMessage),
  /** What is known of the person, whatever channels it came through. */
  story: z.object({
    person: personShape,
    /** The last twenty things between them and the business, oldest first. */
    timeline: z.array(z.object({ at: instant, what: z.string() })),
    /** Made on our page or by a message. */
    bookings: z.array(bookingShape),
    coupons: z.array(couponShape),
  }),
});
