import * as z from 'zod/mini';
import { instant, text } from '../events/fields.ts';

/** A person's coupon, in messages that show it; without one the message does without. */
export const couponData = z.object({ code: z.nullish(text), expiresAt: z.nullish(instant) });

export const couponSample = { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-08T14:00:00.000Z' };

/** What holds of it, as the till does it: it ends then, unless an appointment was booked before. */
const terms = `{% if data.expiresAt %}Valid until {{ data.expiresAt | local_time }}, for you alone. Book before then, and it is good at your appointment, whichever day that is.{% else %}For you alone.{% endif %} Show it at our counter`;

/** The code as a person reads it and as our counter's scanner does: needs `qrCode: 'code'` in the template. */
export const couponHtml = `{% if data.code %}<p>Your code: <strong>{{ data.code }}</strong><br>${terms}:</p>
<p><img src="cid:code" alt="{{ data.code }} as a QR code" width="174" height="174"></p>
{% endif %}`;

export const couponText = `{% if data.code %}Your code: {{ data.code }}
${terms}.

{% endif %}`;
