import type { Proof } from '../studio.ts';
import { error, type Finding } from './finding.ts';

const tagsOf = (html: string, name: string): readonly string[] =>
  html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');

/** Where an email's links lead, in their order. */
export const linksIn = (html: string): readonly string[] =>
  tagsOf(html, 'a').map((tag) => attribute(tag, 'href') ?? '');

/** What is wrong with what an email says: pictures without words, links that lead nowhere, parts that differ. */
export function contentFindings({ template, email }: Proof): readonly Finding[] {
  const { html, text, subject, preheader } = email;
  const findings: Finding[] = [];
  const expect = (holds: boolean, sentence: string): void => {
    if (!holds) findings.push(error(sentence));
  };
  for (const tag of tagsOf(html, 'img'))
    expect(attribute(tag, 'alt') !== undefined, `a picture without alt text: ${attribute(tag, 'src')}`);
  for (const href of linksIn(html)) {
    expect(/^(https:|mailto:|tel:|sms:)/.test(href), `a link to ${JSON.stringify(href)}`);
    expect(text.includes(href), `the text part has no link to ${href}`);
  }
  const leaves = [...linksIn(html)].some((href) => href.includes('/unsubscribe?'));
  expect(
    leaves === (template.kind === 'marketing'),
    leaves ? 'a way out of what is no marketing' : 'marketing without a way out',
  );
  expect(subject !== '' && preheader !== '', 'no subject, or nothing beside it');
  expect(!/&[a-z]+;|<\/?(p|div|td|br|a|h\d|li)\b/i.test(text), 'HTML in the text part');
  return findings;
}
