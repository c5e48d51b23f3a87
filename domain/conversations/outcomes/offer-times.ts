import { bookingOffered } from '../../../workflows/events/booking-offered.ts';
import type { PropertiesOf } from '../../../workflows/events/define-event.ts';
import { nextFree } from '../../bookings/next-free.ts';
import { instantThere } from '../../bookings/slots.ts';
import type { Service } from '../../centre/centre.ts';
import { followUp } from '../../events/follow-up.ts';
import type { Decide, Deciding, Outcome } from './outcome.ts';

/** So many times are offered at once. */
const count = 3;

/** How long an answer counts, in milliseconds. */
const stands = 48 * 3_600_000;

type Because = PropertiesOf<typeof bookingOffered.properties>['because'];

/** Offers the next free times; undefined when there are none. @param from not before this moment, in milliseconds since 1970 */
export async function offerTimes(
  service: Service,
  because: Because,
  from: number,
  { bookings, centre, event, wayBack, timezone, now }: Deciding,
): Promise<Outcome | undefined> {
  const slots = await nextFree(bookings, centre, service, { from, count, now });
  if (slots.length === 0) return undefined;
  const offered = {
    service: service.id,
    times: slots.map(({ at }) => instantThere(at, timezone)),
    timezone,
    until: new Date(now.getTime() + stands).toISOString(),
  };
  const properties = { ...wayBack, message: event.id, ...offered, because };
  return { offered, emits: [followUp(event, event.person, bookingOffered.name, properties)] };
}

/** Who asks for an appointment is offered times, from the moment that they wish for. */
export const offerForAsking: Decide<'asked-to-book'> = ({ service, from = 0 }, deciding) =>
  offerTimes(service, 'asked', from, deciding);
