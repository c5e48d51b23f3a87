import type { Booking } from '../../../domain/bookings/booking.ts';
import type { Centre, Service } from '../../../domain/centre/centre.ts';
import type { Brand } from '../../../domain/messages/brand.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { bookingStyles } from './styles.ts';
import { when } from './when.ts';

interface EnoughPage {
  readonly brand: Brand;
  readonly centre: Centre;
  readonly service: Service;
  /** Those ahead, and where each is moved or cancelled. */
  readonly booked: readonly { readonly booking: Booking; readonly change: string }[];
}

/** Says that a person has as many appointments of a service ahead as they may, and which. */
export function enoughPage({ brand, centre, service, booked }: EnoughPage): Page {
  const appointment = ({ booking, change }: EnoughPage['booked'][number]): Markup =>
    html`<li>${when(centre, booking)}<p><a href="${change}">Choose another time, or cancel</a></p></li>
`;
  const many = centre.upcomingPerPerson;
  return {
    status: 409,
    styles: bookingStyles,
    title: 'You are booked already',
    body: html`<p class="notice" role="alert">Nothing new was booked. One person can have ${many === 1 ? 'one appointment' : `${many} appointments`} ahead here for one service (${service.name}), and you have:</p>
<ul class="booked">
${booked.map(appointment)}</ul>
<p>Do you need more, for another car perhaps? Please ask at <a href="${brand.website}">${brand.name}</a>.</p>`,
  };
}
