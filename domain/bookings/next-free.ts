import type { Centre, Service } from '../centre/centre.ts';
import type { Bookings } from './bookings.ts';
import { bookableDates, dateAt, daysLater, type Slot } from './slots.ts';

/** Days of which the free times are read at once. */
const daysRead = 14;

/**
 * The next free times of a service, so many if there are. @param from not before this moment, in milliseconds since 1970
 */
export async function nextFree(
  bookings: Pick<Bookings, 'free'>,
  centre: Centre,
  service: Service,
  { from, count, now }: { readonly from: number; readonly count: number; readonly now: Date },
): Promise<readonly Slot[]> {
  const { first, last } = bookableDates(centre, now);
  const wanted = dateAt(from, centre.timezone);
  const found: Slot[] = [];
  for (
    let date = wanted > first ? wanted : first;
    date <= last && found.length < count;
    date = daysLater(date, daysRead)
  ) {
    const free = await bookings.free(service, date, daysRead, now);
    found.push(...free.filter(({ at }) => at >= from));
  }
  return found.slice(0, count);
}
