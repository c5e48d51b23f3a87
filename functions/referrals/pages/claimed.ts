import type { Brand } from '../../../domain/messages/brand.ts';
import { offers } from '../../../workflows/offers.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { offer } from '../claim.ts';
import type { Claim } from '../claim-form.ts';

/** The same for everybody: it tells nobody whose address is known here. */
export const claimed = ({ name, website }: Brand, { email, ticked }: Claim): Page => ({
  status: 200,
  title: 'Thank you',
  body: ticked.includes('email')
    ? html`<p class="notice" role="status">We are sending ${offers[offer]} to ${email}. It may take a minute; if it does not come, look into the spam folder.</p>
<p class="muted">See you soon at <a href="${website}">${name}</a>.</p>`
    : html`<p class="notice" role="status">${offers[offer]} is noted for ${email}. You did not tick that we may write to you, so we do not: just give your email address at our counter.</p>
<p class="muted">See you soon at <a href="${website}">${name}</a>.</p>`,
});
