import { longestReview } from '../../../workflows/events/review-submitted.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import type { Fault, Given } from '../rate-form.ts';
import type { Visit } from '../visit.ts';
import { starChoice, starStyles } from './stars.ts';

const styles = `${starStyles}
.field { display: block; padding: 0 0 .5rem; border: 0; font-weight: 700; }
textarea { display: block; width: 100%; min-height: 8rem; margin: 0 0 .5rem; padding: .75rem; border: 1px solid var(--muted); border-radius: .5rem; background: var(--card); color: var(--text); font: inherit; }
.fault { padding: .75rem 1rem; border: 2px solid currentColor; border-radius: .5rem; font-weight: 600; }
`;

const faultOf = (fault: Fault | undefined): Markup | undefined =>
  fault && html`<p class="fault" id="fault" role="alert">${fault.sentence}</p>\n`;

const described = (fault: Fault | undefined, field: Fault['field'], also = ''): Markup => {
  const by = [...(fault?.field === field ? ['fault'] : []), ...(also ? [also] : [])].join(' ');
  return html`${by !== '' && html` aria-describedby="${by}"`}${fault?.field === field && html` aria-invalid="true"`}`;
};

/** A service's name as it stands in a sentence: `oil change`, but `MOT test`. */
const inASentence = (name: string): string =>
  name.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

/** The form of a rating. Nothing is given until it is sent. */
export function rate({ token, service, review }: Visit, { stars, text }: Given, fault?: Fault): Page {
  const about = service ? `your ${inASentence(service)}` : 'your visit';
  return {
    status: fault ? 422 : 200,
    title: `${fault ? 'Not sent yet: ' : ''}How was ${about}?`,
    styles,
    body: html`${faultOf(fault)}<p>${review ? 'This is what you told us. You may change it for a day.' : 'It takes a minute, and tells us what to keep and what to mend.'}</p>
<form method="post" action="/rate?t=${encodeURIComponent(token)}">
<fieldset${described(fault, 'stars')}><legend>Your stars</legend>
${starChoice(stars)}</fieldset>
<label class="field" for="text">In your own words, if you like</label>
<textarea id="text" name="text" rows="5" maxlength="${String(longestReview)}"${described(fault, 'text', 'hint')}>
${text}</textarea>
<p class="muted" id="hint">Up to ${longestReview.toLocaleString('en')} characters.</p>
<button>${review ? 'Change my rating' : 'Send my rating'}</button>
</form>`,
  };
}
