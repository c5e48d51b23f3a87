import type { Booking } from '../../../domain/bookings/booking.ts';
import type { Centre } from '../../../domain/centre/centre.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { bookingStyles } from './styles.ts';
import { when } from './when.ts';

interface CancelledPage {
  readonly centre: Centre;
  readonly booking: Booking;
  readonly token: string;
}

/** Says that an appointment does not take place, and offers another. */
export const cancelledPage = ({ centre, booking, token }: CancelledPage): Page => ({
  status: 200,
  styles: bookingStyles,
  title: 'Your appointment is cancelled',
  body: html`<p>This one is off the calendar:</p>
${when(centre, booking)}<p><a href="/book?t=${encodeURIComponent(token)}&amp;service=${booking.service}">Book a new appointment</a></p>`,
});
