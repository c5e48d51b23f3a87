import type { Booking } from '../../../domain/bookings/booking.ts';
import type { Centre } from '../../../domain/centre/centre.ts';
import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import type { Customer } from '../customer.ts';
import { bookingStyles } from './styles.ts';
import { when } from './when.ts';

interface BookedPage {
  readonly brand: Brand;
  readonly centre: Centre;
  readonly booking: Booking;
  readonly customer: Customer;
  /** Where it is moved or cancelled. */
  readonly change: string;
  /** The form had booked this before, and now asked for something else. */
  readonly before?: boolean;
}

/** Says that an appointment stands, and when. */
export const bookedPage = ({
  brand,
  centre,
  booking,
  customer,
  change,
  before = false,
}: BookedPage): Page => ({
  status: 200,
  styles: bookingStyles,
  title: booking.revision === 1 ? 'You are booked' : 'Your appointment has a new time',
  body: html`<div class="notice" role="status">
${when(centre, booking, customer.timezone)}</div>
${
  before &&
  html`<p>That form had booked this already. For another time, change it below; for one more appointment, open the link in our email again.</p>
`
}<p>You will find us at ${brand.postalAddress}.</p>
${customer.email && html`<p>An email with all of this and a calendar file is on its way to ${customer.email}.</p>\n`}<p><a href="${change}">Choose another time, or cancel</a></p>`,
});
