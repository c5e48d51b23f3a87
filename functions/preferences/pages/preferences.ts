import type { Brand } from '../../../domain/messages/brand.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { type Choice, topicName } from '../choices.ts';

const box = ({ key, wording, chosen }: Choice): Markup =>
  html`<input type="hidden" name="shown" value="${key}">
<label><input type="checkbox" name="chosen" value="${key}"${chosen && html` checked`}> <span>${wording}</span></label>
`;

const group = (topic: string, choices: readonly Choice[]): Markup =>
  html`<fieldset><legend>${topicName(topic)}</legend>
${choices.map(box)}</fieldset>
`;

/** The form of everything that a person may choose, grouped by topic. */
export function preferences(brand: Brand, token: string, choices: readonly Choice[], saved: boolean): Page {
  const action = `/preferences?t=${encodeURIComponent(token)}`;
  const topics = Map.groupBy(choices, ({ topic }) => topic);
  return {
    status: 200,
    title: 'Choose what you receive',
    body: html`${saved && html`<p class="notice" role="status">Saved. It holds from this moment.</p>\n`}<p>${brand.name} sends you what you tick here, and nothing else. Messages about what you booked with us always reach you.</p>
<form method="post" action="${action}">
${[...topics].map(([topic, of]) => group(topic, of))}<button>Save my choices</button>
</form>
<h2>Enough of everything?</h2>
<form method="post" action="${action}">
<button class="quiet" name="stop" value="all">Stop all offers and news</button>
</form>`,
  };
}
