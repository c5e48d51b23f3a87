import type { Brand } from '../../../domain/messages/brand.ts';
import { offers } from '../../../workflows/offers.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { offer } from '../claim.ts';
import { type Consent, consentsOf, type Given } from '../claim-form.ts';

const styles = `
.field { display: block; padding: 0; border: 0; font-weight: 700; }
input[type=email] { display: block; width: 100%; margin: .25rem 0 1rem; padding: .7rem .9rem; border: 2px solid var(--muted); border-radius: .5rem; background: var(--card); color: var(--text); font: inherit; }
input[aria-invalid] { border-color: #c62828; }
form + .muted { margin-top: 1.5rem; }
`;

const box = ({ channel, wording }: Consent, { ticked }: Given): Markup =>
  html`<label><input type="checkbox" name="consent" value="${channel}"${ticked.includes(channel) && html` checked`}> <span>${wording}</span></label>
`;

const fault = (given: Given): Markup =>
  html`<p class="notice" role="alert" id="email-fault">“${given.email}” is no email address. Please write it as ada@example.com.</p>
`;

/** Welcomes a friend and asks for an address. @param faulty the address that was sent is none */
export function welcome({ name }: Brand, code: string, given: Given, faulty = false): Page {
  return {
    status: faulty ? 422 : 200,
    title: `A friend thought of you: ${offers[offer]}`,
    styles,
    body: html`<p>Welcome to ${name}. Somebody who was glad of our work gave you their code, <strong>${code}</strong>, and with it ${offers[offer]}. Tell us where to send it.</p>
${faulty && fault(given)}<form method="post" action="/refer/${encodeURIComponent(code)}">
<input type="hidden" name="once" value="${given.once}">
<label class="field" for="email">Your email address</label>
<input id="email" name="email" type="email" autocomplete="email" required value="${given.email}"${faulty && html` aria-invalid="true" aria-describedby="email-fault"`}>
<fieldset><legend>What may we do?</legend>
${consentsOf(name).map((consent) => box(consent, given))}</fieldset>
<button>Get ${offers[offer]}</button>
</form>
<p class="muted">We send the offer by email only if you tick that we may. You can also just say the code at our counter. What you tick you can take back with one click, at any time.</p>`,
  };
}
