import type { Booking } from '../../domain/bookings/booking.ts';
import { linksFor } from '../../domain/messages/links.ts';
import type { Outside } from './outside.ts';

/** Where a booking is moved or cancelled: the link that its confirmation has as well. */
export async function changeLink(
  { person, id }: Booking,
  { signingKey, publicUrl }: Outside,
  now: Date,
): Promise<string> {
  const { change = '' } = linksFor(person, { key: await signingKey(now), publicUrl, bookingId: id }, now);
  return change;
}
