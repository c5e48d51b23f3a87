import type { Booking } from '../../../domain/bookings/booking.ts';
import { type Centre, serviceOf } from '../../../domain/centre/centre.ts';
import { localTime } from '../../../domain/messages/local-time.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';

const serviceName = (centre: Centre, service: string): string => serviceOf(centre, service)?.name ?? service;

/** What is booked and when: by the centre's clock, and by the customer's own where that is another. */
export function when(centre: Centre, { service, startsAt }: Booking, timezone?: string): Markup {
  const at = Date.parse(startsAt);
  const own = timezone
    ? html`<br>
<span class="muted">On your clock: ${localTime(at, timezone)}</span>`
    : undefined;
  return html`<p><strong>${serviceName(centre, service)}</strong><br>
<time datetime="${startsAt}">${localTime(at, centre.timezone)}</time>${own}</p>
`;
}
