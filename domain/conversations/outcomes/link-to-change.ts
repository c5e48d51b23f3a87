import { appointmentChangeAsked } from '../../../workflows/events/appointment-change-asked.ts';
import { isOver } from '../../bookings/booking.ts';
import { followUp } from '../../events/follow-up.ts';
import type { Decide } from './outcome.ts';

/** Tells where an appointment is moved or cancelled, and does neither. */
export const linkToChange: Decide<'asked-to-change'> = async (
  { bookingId },
  { bookings, event, wayBack, now },
) => {
  const booking = await bookings.read(event.person, bookingId);
  if (booking?.status !== 'booked' || isOver(booking, now)) return undefined;
  const { service, startsAt, timezone } = booking;
  const properties = { ...wayBack, message: event.id, bookingId, service, startsAt, timezone };
  return { emits: [followUp(event, event.person, appointmentChangeAsked.name, properties)] };
};
