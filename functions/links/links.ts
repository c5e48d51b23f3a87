import type { Brand } from '../../domain/messages/brand.ts';
import type { ShortLinks } from '../../domain/messages/short-links.ts';
import type { Log } from '../shared/log.ts';
import { html } from '../shared/pages/markup.ts';
import type { Page } from '../shared/pages/page.ts';
import { pageHandler } from '../shared/pages/page-handler.ts';

interface Outside {
  readonly links: Pick<ShortLinks, 'find'>;
  readonly brand: Brand;
}

const onTo = (address: string): Page => ({
  status: 302,
  location: address,
  title: 'One moment',
  body: html`<p><a href="${address}">This way</a></p>`,
});

const nowhere = ({ name, website }: Brand): Page => ({
  status: 404,
  title: 'This link does not work',
  body: html`<p>It is incomplete, or has ended. Maybe a letter got lost on the way; the newest message from ${name} has one that works. You also reach us at <a href="${website}">${website}</a>.</p>`,
});

/** Leads on from short links. Changes nothing: carriers and phones follow links before people do. */
export const links = ({ links, brand }: Outside, log: Log) =>
  pageHandler(brand, log, async ({ pathParameters }) => {
    const address = await links.find(pathParameters?.code ?? '', new Date());
    return address === undefined ? nowhere(brand) : onTo(address);
  });
