import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { topicName } from '../choices.ts';

const stillReach = 'Messages about what you booked with us still reach you.';

/**
 * Asks; mail scanners follow links, so that looking at it changes nothing.
 * @param topic what the message was about that the link was in, if the link says so
 */
export const askToUnsubscribe = ({ name }: Brand, token: string, topic: string | undefined): Page => ({
  status: 200,
  title: 'Unsubscribe',
  body: html`<p>Stop all offers and news from ${name}, on every channel? ${stillReach}</p>
<form method="post" action="/unsubscribe?t=${encodeURIComponent(token)}">
<p><button name="confirm" value="yes">Yes, unsubscribe me</button></p>
${
  topic !== undefined &&
  html`<p><button class="quiet" name="confirm" value="topic">Stop only this: ${topicName(topic)}</button></p>
`
}</form>`,
});

/** @param topic the only one that was left; all marketing without it */
export const unsubscribed = ({ name }: Brand, topic?: string): Page => ({
  status: 200,
  title: topic === undefined ? 'You are unsubscribed' : `No more: ${topicName(topic)}`,
  body: html`<p class="notice" role="status">From now on ${name} sends you ${topic === undefined ? 'no offers and no news' : `nothing on “${topicName(topic)}”, on any channel`}. ${stillReach}</p>
<p class="muted">Changed your mind? “Choose what you receive”, at the foot of our emails, lets you pick again.</p>`,
});
