import { expect, it } from 'vitest';
import { tidy } from '../../../domain/messages/tidy.ts';
import { fragmentText } from '../../../infra/emails/text/fragment-text.ts';

const text = (html: string): string => tidy(fragmentText(html));

it.each([
  [
    'headings and paragraphs stand apart',
    '<h1>Hello</h1><p>One\n  two.</p><p>Three.</p>',
    'Hello\n\nOne two.\n\nThree.',
  ],
  ['lines break where they break', '<p>One<br>\n two</p>', 'One\ntwo'],
  ['lists have dashes', '<ul>\n<li>One</li>\n<li>Two</li>\n</ul>', '- One\n- Two'],
  [
    'links are followed by their address, which ends its line',
    '<p>Late? <a href="https://x.example/?a=1&amp;b=2">Tell us</a>. Thank you.</p>',
    'Late? Tell us: {% link %}https://x.example/?a=1&b=2{% endlink %}\nThank you.',
  ],
  [
    'an address that is shown is not told twice',
    '<a href="https://x.example">https://x.example</a>',
    '{% link %}https://x.example{% endlink %}',
  ],
  [
    'addresses of mail stay as they are',
    '<a href="mailto:a@b.example">Write</a>',
    'Write: mailto:a@b.example',
  ],
  [
    'tables are rows of names and values',
    '<table><tr><th>When</th><td>Noon</td></tr><tr><th>Where</th><td>Here</td></tr></table>',
    'When: Noon\nWhere: Here',
  ],
  ['quotations have marks', '<blockquote>Too late</blockquote>', '“Too late”'],
  ['pictures have their words', '<p>See <img src="x.png" alt="a car"></p>', 'See a car'],
  [
    'what screen readers skip is left out',
    '<p>Five <span aria-hidden="true">★<b>★</b></span>!</p>',
    'Five !',
  ],
  ['characters are themselves', '<p>Can&rsquo;t &amp; won&#8217;t&nbsp;&hellip;</p>', 'Can’t & won’t …'],
  ['comments are left out', '<p>a<!-- b > c -->d</p>', 'ad'],
  [
    'Liquid stays',
    '<p>Hi{% if a > b %} {{ name | default: "you" }}{% endif %},</p>',
    'Hi{% if a > b %} {{ name | default: "you" }}{% endif %},',
  ],
])('in plain text %s', (_, html, expected) => {
  expect(text(html)).toBe(expected);
});
