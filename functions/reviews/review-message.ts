import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { hashText } from '../../domain/ids.ts';
import type { Said } from './rate-form.ts';
import type { Visit } from './visit.ts';

/** Whether the review says this already: a form that was sent twice, or not changed. */
export const saysTheSame = ({ review }: Visit, { stars, text }: Said): boolean =>
  review !== undefined && review.stars === stars && (review.text ?? '') === text;

/**
 * The event of a submission. Its id names the state of the review that it changes and what it says, so that a double
 * click is one event, and going back to earlier words is another one.
 */
export function reviewMessage(
  { person, bookingId, review, message }: Visit,
  { stars, text }: Said,
  now: Date,
): LineMessage {
  const at = now.toISOString();
  const state = review ? String(review.edits + 1) : '0';
  return {
    v: 1,
    person,
    key: 'page',
    messageId: ['review', person, hashText(16, bookingId, state, String(stars), text)].join('/'),
    source: 'page',
    type: 'track',
    name: 'Review Submitted',
    properties: { bookingId, stars, ...(text && { text }) },
    timestamp: at,
    receivedAt: at,
    ...(message && { message }),
    hops: 0,
  };
}
