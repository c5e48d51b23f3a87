import type { Booking } from '../../domain/bookings/booking.ts';
import { bookableDates, daysLater, type Slot } from '../../domain/bookings/slots.ts';
import type { Service } from '../../domain/centre/centre.ts';
import type { Visit } from '../shared/pages/signed-pages.ts';
import type { Outside } from './outside.ts';

/** So many days are shown at once. */
const daysShown = 28;

/** The free times on one sheet, and where the sheets before and after it begin. */
export interface Sheet {
  readonly slots: readonly Slot[];
  readonly earlier?: string;
  readonly later?: string;
}

/** The sheet that a visit asks for with `from`, a date, or on which the time is that it asked for; else the first. */
export async function sheetFor(
  { query, form, now }: Visit,
  { bookings, centre }: Outside,
  service: Service,
  moving?: Booking,
): Promise<Sheet> {
  const { first, last } = bookableDates(centre, now);
  const asked = query.get('from') ?? form.get('startsAt')?.slice(0, 10) ?? '';
  const from = /^\d{4}-\d\d-\d\d$/.test(asked) && asked > first && asked <= last ? asked : first;
  const slots = await bookings.free(service, from, daysShown, now, moving);
  const before = daysLater(from, -daysShown);
  const after = daysLater(from, daysShown);
  return {
    slots,
    ...(from > first && { earlier: before > first ? before : first }),
    ...(after <= last && { later: after }),
  };
}
