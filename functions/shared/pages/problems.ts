import type { Brand } from '../../../domain/messages/brand.ts';
import type { Verified } from '../../../domain/tokens/token.ts';
import { html } from './markup.ts';
import type { Page } from './page.ts';

type Reason = Extract<Verified, { ok: false }>['reason'];

/** Why a link's token does not open its page. */
export const refusedLink = ({ website, name }: Brand, reason: Reason): Page =>
  reason === 'expired'
    ? {
        status: 410,
        title: 'This link has expired',
        body: html`<p>Links in our emails work for a limited time. The newest email from ${name} has one that works, and “Unsubscribe” works in all of them.</p>`,
      }
    : {
        status: reason === 'forged' ? 403 : 400,
        title: 'This link does not work',
        body: html`<p>It is incomplete or was changed on the way. Please open it again from the email itself, or copy all of it. You also reach us at <a href="${website}">${website}</a>.</p>`,
      };

/** A form that is larger than ours, or broken. */
export const badForm = (status: number): Page => ({
  status,
  title: 'That form could not be read',
  body: html`<p>What was sent is not what this page’s form sends. Please go back and try again.</p>`,
});

export const tryAgain = (status: 500 | 503): Page => ({
  status,
  title: 'Please try again',
  body: html`<p>Something on our side did not work just now. Going back and trying again in a moment helps, and does no harm.</p>`,
});
