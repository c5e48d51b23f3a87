import { type Booking, bookingIdFor } from '../../domain/bookings/booking.ts';
import { type Service, serviceOf } from '../../domain/centre/centre.ts';
import { randomText } from '../../domain/ids.ts';
import type { Page } from '../shared/pages/page.ts';
import { refusedLink } from '../shared/pages/problems.ts';
import type { Visit } from '../shared/pages/signed-pages.ts';
import { sheetFor } from './calendar-sheet.ts';
import { changeLink } from './change-link.ts';
import { customerOf } from './customer.ts';
import type { Outside } from './outside.ts';
import { bookPage } from './pages/book.ts';
import { bookedPage } from './pages/booked.ts';
import { cancelledPage } from './pages/cancelled.ts';
import { enoughPage } from './pages/enough.ts';

/** Random bits that keep two forms of one person apart. */
const formBits = 80;

/** Why the page is shown again, to be told on it. */
const troubles = {
  'no-time': { status: 422, notice: 'Please choose a time.' },
  taken: { status: 409, notice: 'Somebody was a moment faster: that time is taken. These are still free.' },
  'not-offered': { status: 409, notice: 'That time cannot be booked. These are free.' },
} as const;

type Trouble = keyof typeof troubles;

/** Shows the services, and the free times of the one that was chosen. */
export const showTimes = (visit: Visit, outside: Outside): Promise<Page> =>
  timesPage(visit, outside, serviceOf(outside.centre, visit.query.get('service') ?? ''));

/**
 * Books. The form's own mark makes the booking's id, so that a form that is sent again finds its booking. What the line
 * is to be told lies in the outbox by then: should this be cut short, `relay-outbox` finishes it, or the form sent again.
 */
export async function book(visit: Visit, outside: Outside): Promise<Page> {
  const { claims, token, form, now, message } = visit;
  const { bookings, brand, centre, outbox } = outside;
  const service = serviceOf(centre, form.get('service') ?? '');
  const startsAt = form.get('startsAt') ?? '';
  if (!service || !startsAt) return timesPage(visit, outside, service, 'no-time');
  const customer = await customerOf(outside, claims.p);
  if (!customer) return refusedLink(brand, 'expired');
  const mark = form.get('form') || `${token} ${service.id} ${startsAt}`;
  const answer = await bookings.book(
    {
      id: bookingIdFor(claims.p, mark),
      person: claims.p,
      service,
      startsAt,
      timezone: customer.timezone ?? centre.timezone,
      message,
    },
    now,
  );
  if (answer.refused === 'enough') return enough(outside, service, answer.ahead, now);
  const { booking, refused } = answer;
  if (!booking) return timesPage(visit, outside, service, refused === 'taken' ? 'taken' : 'not-offered');
  await outbox.flush(booking.id);
  if (booking.status === 'cancelled') return cancelledPage({ centre, booking, token });
  const asWanted = booking.service === service.id && Date.parse(booking.startsAt) === Date.parse(startsAt);
  const change = await changeLink(booking, outside, now);
  return bookedPage({ brand, centre, booking, customer, change, before: !asWanted });
}

async function enough(
  outside: Outside,
  service: Service,
  ahead: readonly Booking[],
  now: Date,
): Promise<Page> {
  const { brand, centre } = outside;
  const booked = ahead.map(async (booking) => ({ booking, change: await changeLink(booking, outside, now) }));
  return enoughPage({ brand, centre, service, booked: await Promise.all(booked) });
}

async function timesPage(
  visit: Visit,
  outside: Outside,
  asked: Service | undefined,
  trouble?: Trouble,
): Promise<Page> {
  const { centre, brand } = outside;
  const service = asked ?? centre.services[0]!;
  const [customer, sheet] = await Promise.all([
    customerOf(outside, visit.claims.p),
    sheetFor(visit, outside, service),
  ]);
  if (!customer) return refusedLink(brand, 'expired');
  return bookPage({
    centre,
    service,
    sheet,
    timezone: customer.timezone,
    token: visit.token,
    form: visit.form.get('form') || randomText(formBits),
    trouble: trouble && troubles[trouble],
  });
}
