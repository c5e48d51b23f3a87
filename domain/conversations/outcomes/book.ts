import { bookingEvent, bookingIdFor } from '../../bookings/booking.ts';
import { instantThere, offeredAt } from '../../bookings/slots.ts';
import { offerTimes } from './offer-times.ts';
import type { Decide } from './outcome.ts';

/**
 * Books the time that was chosen, as the page does, in the very transaction that records the message. A time that
 * cannot be booked, and one of which two were meant, leads to times that can. Who has as many appointments as one person
 * may is for staff to speak to.
 */
export const book: Decide<'chose-time'> = async ({ service, moments }, deciding) => {
  const { bookings, centre, event, timezone, now } = deciding;
  const possible = moments.filter((at) => offeredAt(centre, service, new Date(at).toISOString(), now));
  const from = Math.min(...(possible.length > 0 ? possible : moments));
  const [at] = possible;
  if (at === undefined) return offerTimes(service, 'taken', from, deciding);
  if (possible.length > 1) return offerTimes(service, 'unclear', from, deciding);
  const id = bookingIdFor(event.person, event.id);
  const startsAt = instantThere(at, centre.timezone);
  const planned = await bookings.plan({ id, person: event.person, service, startsAt, timezone }, now);
  if ('writes' in planned) return { writes: planned.writes, emits: [bookingEvent(planned.booking)] };
  return planned.refused === 'enough' ? undefined : offerTimes(service, 'taken', from, deciding);
};
