import type { Answer } from '../../domain/bookings/answer.ts';
import { type Booking, isOver } from '../../domain/bookings/booking.ts';
import { serviceOf } from '../../domain/centre/centre.ts';
import type { Page } from '../shared/pages/page.ts';
import { refusedLink } from '../shared/pages/problems.ts';
import type { Visit } from '../shared/pages/signed-pages.ts';
import { sheetFor } from './calendar-sheet.ts';
import { customerOf } from './customer.ts';
import type { Outside } from './outside.ts';
import { bookedPage } from './pages/booked.ts';
import { cancelledPage } from './pages/cancelled.ts';
import { changePage } from './pages/change.ts';
import { overPage, unknownBooking } from './pages/settled.ts';

/** Why nothing was changed, to be told above the booking as it is. */
const troubles = {
  'no-time': { status: 422, notice: 'Please choose a new time.' },
  taken: {
    status: 409,
    notice: 'Somebody was a moment faster: that time is taken. Your appointment stands as it was.',
  },
  'not-offered': {
    status: 409,
    notice: 'That time cannot be booked. Your appointment stands as it was.',
  },
  changed: { status: 409, notice: 'Your appointment was changed in the meantime. This is how it stands.' },
} as const;

type Trouble = keyof typeof troubles;

/** Shows an appointment, with times to move it to and a button to cancel it. */
export async function showBooking(visit: Visit, outside: Outside): Promise<Page> {
  const booking = await outside.bookings.read(visit.claims.p, bookingOf(visit));
  return booking ? bookingPage(visit, outside, booking) : unknownBooking(outside.brand);
}

/** Moves or cancels an appointment. A form that is sent again finds it done, and finishes what was cut short. */
export async function change(visit: Visit, outside: Outside): Promise<Page> {
  const { form } = visit;
  const cancelling = form.get('action') === 'cancel';
  if (!cancelling && !form.get('startsAt')) {
    const booking = await outside.bookings.read(visit.claims.p, bookingOf(visit));
    return booking ? bookingPage(visit, outside, booking, 'no-time') : unknownBooking(outside.brand);
  }
  return told(visit, outside, await (cancelling ? cancel(visit, outside) : move(visit, outside)));
}

const bookingOf = ({ claims }: Visit): string => String(claims.b ?? '');

const cancel = (visit: Visit, { bookings }: Outside): Promise<Answer> =>
  bookings.cancel(visit.claims.p, bookingOf(visit), visit.now, visit.message);

function move(visit: Visit, { bookings }: Outside): Promise<Answer> {
  const { claims, form, now, message } = visit;
  const shown = form.get('revision');
  const startsAt = form.get('startsAt') ?? '';
  return bookings.move(claims.p, bookingOf(visit), startsAt, shown ? Number(shown) : undefined, now, message);
}

async function told(visit: Visit, outside: Outside, { booking, refused }: Answer): Promise<Page> {
  const { brand, centre, outbox } = outside;
  const { token } = visit;
  if (!booking) return unknownBooking(brand);
  if (refused === 'over') return overPage(brand);
  if (refused) return bookingPage(visit, outside, booking, refused);
  const customer = await customerOf(outside, booking.person);
  if (!customer) return refusedLink(brand, 'expired');
  await outbox.flush(booking.id);
  return booking.status === 'cancelled'
    ? cancelledPage({ centre, booking, token })
    : bookedPage({ brand, centre, booking, customer, change: `/book/change?t=${encodeURIComponent(token)}` });
}

async function bookingPage(
  visit: Visit,
  outside: Outside,
  booking: Booking,
  trouble?: Trouble,
): Promise<Page> {
  const { brand, centre } = outside;
  const { token, now } = visit;
  if (booking.status === 'cancelled') return cancelledPage({ centre, booking, token });
  if (isOver(booking, now)) return overPage(brand);
  const service = serviceOf(centre, booking.service);
  const [customer, sheet] = await Promise.all([
    customerOf(outside, booking.person),
    service && sheetFor(visit, outside, service, booking),
  ]);
  if (!customer) return refusedLink(brand, 'expired');
  return changePage({
    centre,
    booking,
    sheet,
    timezone: customer.timezone,
    token,
    trouble: trouble && troubles[trouble],
  });
}
