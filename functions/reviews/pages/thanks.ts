import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import type { Said } from '../rate-form.ts';
import type { Visit } from '../visit.ts';
import { starStyles, starsGiven } from './stars.ts';

/** Fewer stars than this are a reason to call. */
const content = 4;

/** What follows upon a rating, honestly: nothing is promised that the appointment's journey does not do. */
export const thanks = ({ name }: Brand, { token, review }: Visit, { stars, text }: Said): Page => ({
  status: 200,
  title: review ? 'Your rating is changed' : 'Thank you for your rating',
  styles: starStyles,
  body: html`<p class="notice" role="status">We have your rating: ${starsGiven(stars)}</p>
${text !== '' && html`<blockquote>${text}</blockquote>\n`}<p>${
    stars >= content
      ? `Good to hear. Thank you for coming to ${name}.`
      : 'We are sorry that it was not better. Somebody of ours reads every word of this.'
  }</p>
<p class="muted"><a href="/rate?t=${encodeURIComponent(token)}">Change your rating</a> within a day, should you think again.</p>`,
});
