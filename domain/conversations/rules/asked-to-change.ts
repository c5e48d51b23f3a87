import { isOurBooking } from '../../bookings/booking.ts';
import { saysMore } from '../text/says-more.ts';
import { asksToChange } from '../text/signals.ts';
import type { Rule } from './rule.ts';

/** "I need to cancel": leads to a link, never to a cancellation. */
export const askedToChange: Rule = ({ message, said, about }) => {
  const { bookingId } = about;
  if (bookingId === undefined || !isOurBooking(bookingId) || !asksToChange(said)) return undefined;
  return { kind: 'asked-to-change', bookingId, more: saysMore(message.text, asksToChange) };
};
