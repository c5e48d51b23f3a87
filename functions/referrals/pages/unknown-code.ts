import type { Brand } from '../../../domain/messages/brand.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';

export const unknownCode = ({ name, website }: Brand): Page => ({
  status: 404,
  title: 'We do not know this code',
  body: html`<p>Maybe a letter got lost on the way. Codes look like <strong>7K3M-Q9TX</strong>; ask your friend to send the link once more.</p>
<p>You are welcome without one, too: <a href="${website}">${name}</a>.</p>`,
});
