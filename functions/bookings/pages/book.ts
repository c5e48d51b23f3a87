import type { Centre, Service } from '../../../domain/centre/centre.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { bookingStyles } from './styles.ts';
import { type TimesShown, times } from './times.ts';

interface BookPage extends Omit<TimesShown, 'address' | 'centre'> {
  readonly centre: Centre;
  readonly service: Service;
  readonly token: string;
  /** What tells this form from any other, so that sending it twice books once. */
  readonly form: string;
  readonly trouble?: { readonly status: number; readonly notice: string } | undefined;
}

/** The services to choose from, and a form of the free times of one. */
export function bookPage({ centre, service, token, form, trouble, ...shown }: BookPage): Page {
  const address = `/book?t=${encodeURIComponent(token)}`;
  const choice = ({ id, name, minutes }: Service): Markup =>
    html`<li><a href="${address}&amp;service=${id}"${id === service.id && html` aria-current="true"`}>${name}<small>${String(minutes)} minutes</small></a></li>
`;
  return {
    status: trouble?.status ?? 200,
    styles: bookingStyles,
    title: 'Book an appointment',
    body: html`${trouble && html`<p class="notice" role="alert">${trouble.notice}</p>\n`}<nav aria-labelledby="services"><h2 id="services">What may we do for you?</h2>
<ul class="choices">
${centre.services.map(choice)}</ul></nav>
<form method="post" action="${address}">
<h2>When suits you? ${service.name}, ${String(service.minutes)} minutes</h2>
<input type="hidden" name="service" value="${service.id}">
<input type="hidden" name="form" value="${form}">
${times({ ...shown, centre, address: `${address}&service=${service.id}` })}${shown.sheet.slots.length > 0 && html`<p class="go"><button>Book this time</button></p>`}
</form>`,
  };
}
