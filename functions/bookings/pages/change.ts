import type { Booking } from '../../../domain/bookings/booking.ts';
import type { Centre } from '../../../domain/centre/centre.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import type { Sheet } from '../calendar-sheet.ts';
import { bookingStyles } from './styles.ts';
import { times } from './times.ts';
import { when } from './when.ts';

interface ChangePage {
  readonly centre: Centre;
  readonly booking: Booking;
  /** Undefined for a service that the centre does not offer any more: such a booking can only be cancelled. */
  readonly sheet?: Sheet | undefined;
  readonly timezone?: string | undefined;
  readonly token: string;
  readonly trouble?: { readonly status: number; readonly notice: string } | undefined;
}

/** An appointment as it stands, the times that it may be moved to, and the button that cancels it. */
export function changePage({ centre, booking, sheet, timezone, token, trouble }: ChangePage): Page {
  const address = `/book/change?t=${encodeURIComponent(token)}`;
  const moving =
    sheet &&
    html`<form method="post" action="${address}">
<h2>Choose another time</h2>
<input type="hidden" name="revision" value="${String(booking.revision)}">
${times({ centre, sheet, timezone, address })}${sheet.slots.length > 0 && html`<p class="go"><button name="action" value="reschedule">Move my appointment</button></p>`}
</form>
`;
  return {
    status: trouble?.status ?? 200,
    styles: bookingStyles,
    title: 'Your appointment',
    body: html`${trouble && html`<p class="notice" role="alert">${trouble.notice}</p>\n`}${when(centre, booking, timezone)}<form method="post" action="${address}">
<button class="quiet" name="action" value="cancel">Cancel this appointment</button>
</form>
${moving}`,
  };
}
