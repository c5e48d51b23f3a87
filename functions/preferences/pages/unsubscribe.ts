import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';

/** Asks; mail scanners follow links, so that looking at it changes nothing. */
export const askToUnsubscribe = ({ name }: Brand, token: string): Page => ({
  status: 200,
  title: 'Unsubscribe',
  body: html`<p>Stop all offers and news from ${name}, on every channel? Messages about what you booked with us still reach you.</p>
<form method="post" action="/unsubscribe?t=${encodeURIComponent(token)}">
<button name="confirm" value="yes">Yes, unsubscribe me</button>
</form>`,
});

export const unsubscribed = ({ name }: Brand): Page => ({
  status: 200,
  title: 'You are unsubscribed',
  body: html`<p class="notice" role="status">From now on ${name} sends you no offers and no news. Messages about what you booked with us still reach you.</p>
<p class="muted">Changed your mind? “Choose what you receive”, at the foot of our emails, lets you pick again.</p>`,
});
