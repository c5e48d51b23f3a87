import { createHash } from 'node:crypto';
import type { Brand } from '../../../domain/messages/brand.ts';
import type { HttpResponse } from '../http/http.ts';
import { html as answer } from '../http/respond.ts';
import { html, Markup } from './markup.ts';
import { pageStyles } from './styles.ts';

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Markup;
  /** Where the browser is sent on to. */
  readonly location?: string;
  /** Behind the style sheet that all pages share. */
  readonly styles?: string;
  /** What the page needs besides its style and forms, as directives of a content security policy. */
  readonly allows?: string;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * Answers with a page of the business. Nothing but its own style and form, and what it asks for, works on it; nobody
 * stores it, and its address, which carries the token, is told to nobody.
 */
export function respond(brand: Brand, page: Page): HttpResponse {
  const { status, title, body, location, styles: own = '', allows } = page;
  const styles = pageStyles(brand) + own;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${digest(styles)}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(allows ? [allows] : []),
  ];
  return answer(status, documentOf(brand, title, body, styles).text, {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    ...(location !== undefined && { location }),
  });
}

const documentOf = (brand: Brand, title: string, body: Markup, styles: string): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${brand.name}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<header><p>${brand.name}</p></header>
<main>
<h1>${title}</h1>
${body}
</main>
<footer><a href="${brand.website}">${brand.name}</a><br>${brand.postalAddress}</footer>
</body>
</html>
`;
