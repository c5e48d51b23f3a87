import { partsOf } from '../../../domain/consent/consents.ts';
import type { Brand } from '../../../domain/messages/brand.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { topicName, wordsOf } from '../choices.ts';

/** In our words: whoever filled in the form may have written others. */
const inWords = (key: string): string => {
  const { channel, topic } = partsOf(key);
  return `${topicName(topic)} ${wordsOf(channel)?.by ?? ''}`.trim();
};

const list = (keys: readonly string[]): Markup =>
  html`<ul>
${keys.map((key) => html`<li>${inWords(key)}</li>\n`)}</ul>`;

/** Asks; mail scanners follow links, so that looking at it changes nothing. */
export const askToConfirm = ({ name }: Brand, token: string, keys: readonly string[]): Page => ({
  status: 200,
  title: 'Please confirm',
  body: html`<p>Somebody asked ${name} for this with your email address:</p>
${list(keys)}
<form method="post" action="/confirm?t=${encodeURIComponent(token)}">
${keys.map((key) => html`<input type="hidden" name="shown" value="${key}">\n`)}<button>Yes, that was me</button>
</form>
<p class="muted">It was not you? Then simply close this page: you will get none of it.</p>`,
});

export const confirmed = ({ name }: Brand, keys: readonly string[]): Page => ({
  status: 200,
  title: 'Thank you, that is confirmed',
  body: html`<p class="notice" role="status">From now on ${name} sends you:</p>
${list(keys)}
<p class="muted">Changed your mind? Each email about it has a link to leave, and one to choose what you receive.</p>`,
});

/** Withdrawn meanwhile, too long ago, or asked for with another address. */
export const nothingToConfirm = ({ name }: Brand): Page => ({
  status: 410,
  title: 'There is nothing to confirm',
  body: html`<p>What this link was for is confirmed already, was withdrawn, or waited too long. In the last two cases nothing of it comes from ${name}; to have it after all, please ask for it again.</p>`,
});
