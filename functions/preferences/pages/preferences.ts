import type { Brand } from '../../../domain/messages/brand.ts';
import { localDate } from '../../../domain/messages/local-time.ts';
import { topicSettings } from '../../../workflows/topics.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { type Choice, topicName, wordsOf } from '../choices.ts';
import { preferencesStyles } from './styles.ts';

const waiting = 'waits for you to confirm';

/** The label is read out whole; where the table stands as a table, its sight is left to the heads of row and column. */
const cell = ({ key, wording, chosen, pending }: Choice): Markup =>
  html`<td><input type="hidden" name="shown" value="${key}">
<label><input type="checkbox" name="chosen" value="${key}"${chosen && html` checked`}> <span class="wording">${wording}</span>${pending && html` <small>${waiting}</small>`}</label></td>
`;

/** Nothing to choose where a topic does not come by a channel. */
const row = (topic: string, channels: readonly string[], choices: readonly Choice[]): Markup =>
  html`<tr><th scope="row">${topicName(topic)}${about(topic)}</th>
${channels.map((channel) => {
  const choice = choices.find((each) => each.channel === channel);
  return choice ? cell(choice) : html`<td></td>\n`;
})}</tr>
`;

const about = (topic: string): Markup | undefined => {
  const words = topicSettings(topic)?.about;
  return words === undefined ? undefined : html`<span class="about">${words}</span>`;
};

const table = (choices: readonly Choice[]): Markup => {
  const channels = [...new Set(choices.map(({ channel }) => channel))];
  const topics = Map.groupBy(choices, ({ topic }) => topic);
  return html`<table>
<thead><tr><th scope="col">About</th>${channels.map((channel) => html`<th scope="col">${wordsOf(channel)?.name}</th>`)}</tr></thead>
<tbody>
${[...topics].map(([topic, of]) => row(topic, channels, of))}</tbody>
</table>
<dl>
${channels.map((channel) => html`<dt>${wordsOf(channel)?.name}</dt><dd>${wordsOf(channel)?.about}</dd>\n`)}</dl>`;
};

const toConfirm = html`<p class="notice" role="status">Some of it waits for you: we sent you an email with a link to confirm it, so that nobody else can order it for you. It begins when you follow that link.</p>
`;

const breaks = (brand: Brand, action: string, pausedUntil: string | undefined): Markup =>
  pausedUntil
    ? html`<h2>You are having a break</h2>
<form method="post" action="${action}">
<p>All offers and news are held until ${localDate(Date.parse(pausedUntil), brand.timezone)}, ads included. Your choices above are kept, and count again from then.</p>
<button name="pause" value="off">End the break now</button>
</form>`
    : html`<h2>Just need a break?</h2>
<form method="post" action="${action}">
<p>Hold all offers and news for 30 days, ads included. Your choices are kept.</p>
<button class="quiet" name="pause" value="on">Pause everything for 30 days</button>
</form>`;

interface Shown {
  readonly token: string;
  readonly choices: readonly Choice[];
  /** ISO 8601. */
  readonly pausedUntil: string | undefined;
  /** Whether the form was just taken. */
  readonly saved: boolean;
}

/** The form of everything that a person may choose: topics by channels; on a phone a card for each topic. */
export function preferences(brand: Brand, { token, choices, pausedUntil, saved }: Shown): Page {
  const action = `/preferences?t=${encodeURIComponent(token)}`;
  return {
    status: 200,
    title: 'Choose what you receive',
    styles: preferencesStyles,
    body: html`${saved && html`<p class="notice" role="status">Saved. It holds from this moment.</p>\n`}${choices.some(({ pending }) => pending) && toConfirm}<p>${brand.name} sends you what you tick here, and nothing else. Messages about what you booked with us always reach you.</p>
<form method="post" action="${action}">
<fieldset><legend>What you want to hear about, and how</legend>
${table(choices)}
</fieldset>
<button>Save my choices</button>
</form>
${breaks(brand, action, pausedUntil)}
<h2>Enough of everything?</h2>
<form method="post" action="${action}">
<p>Leave all offers and news on every channel, from this moment on and for good.</p>
<button class="quiet" name="stop" value="all">Stop all offers and news</button>
</form>`,
  };
}
