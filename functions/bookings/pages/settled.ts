import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';

/** There is no such booking on our page, or not any more. */
export const unknownBooking = ({ website, name }: Brand): Page => ({
  status: 404,
  title: 'We do not find this appointment',
  body: html`<p>It was not made on this page. To change it, reply to the email about it, or ask at <a href="${website}">${name}</a>.</p>`,
});

export const overPage = ({ website, name }: Brand): Page => ({
  status: 409,
  title: 'This appointment has begun',
  body: html`<p>Its time has come, so it cannot be changed here any more. Please ask at <a href="${website}">${name}</a>.</p>`,
});
