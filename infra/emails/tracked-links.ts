import { attributeOf, tokensOf } from './text/tokens.ts';

/** An address whose message it is gets to know when it is sent: `{% link %}` adds to it what tells of the message. */
export const linked = (href: string): string =>
  /^(?:mailto:|tel:|sms:|#)/i.test(href) || href === '' ? href : `{% link %}${href}{% endlink %}`;

/** HTML whose links all go through `{% link %}`. */
export function withLinks(html: string): string {
  const hrefs = new Set(
    [...tokensOf(html)].flatMap((token) => {
      const href = token.kind === 'open' && token.name === 'a' && attributeOf(token.attributes, 'href');
      return href ? [href] : [];
    }),
  );
  return [...hrefs].reduce(
    (text, href) => text.replaceAll(` href="${href}"`, ` href="${linked(href)}"`),
    html,
  );
}
