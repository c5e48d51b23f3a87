import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../preview/findings/check.ts';
import { contentFindings } from '../../preview/findings/content.ts';
import { markupFindings } from '../../preview/findings/markup.ts';
import { canSee, seenFindings } from '../../preview/findings/seen.ts';
import { sizeFindings } from '../../preview/findings/size.ts';
import { people } from '../../preview/people.ts';
import { answer } from '../../preview/serve.ts';
import { inTheme, type Proof, Studio } from '../../preview/studio.ts';
import { templates } from '../../workflows/templates/index.ts';

const studio = await Studio.open();
const proofs = studio.proofs();
const proof = studio.proof(templates[0], 'everything');
const withHtml = (html: string, more = {}): Proof => ({ ...proof, email: { ...proof.email, html, ...more } });

describe('every email of ours, whoever reads it,', () => {
  it.each(proofs.map((each) => [each.template.id, each.person, each] as const))(
    '%s for %s is valid, complete and small enough',
    async (_, __, each) => {
      const found = await findingsOf(each);
      expect(found.filter(({ level }) => level === 'error')).toEqual([]);
      expect(each.email.html).not.toContain('<script');
    },
  );

  it.skipIf(!canSee)('is readable on phones and desktops, light and dark', async () => {
    const read = proofs.filter(({ person }) => person === 'everything' || person === 'long');
    for (const [{ template }, found] of await seenFindings(read))
      expect([template.id, found]).toEqual([template.id, []]);
  });
});

describe('the findings', () => {
  it('warn of what Gmail clips and of a long subject', () => {
    expect(sizeFindings({ ...proof.email, html: 'x'.repeat(102 * 1024 + 1) })).toMatchObject([
      { level: 'warning', sentence: expect.stringContaining('103 KB of HTML; Gmail clips') },
    ]);
    expect(sizeFindings({ ...proof.email, subject: 'x'.repeat(71) })).toMatchObject([{ level: 'warning' }]);
  });

  it.each([
    ['<img src="a.png">', 'a picture without alt text: a.png'],
    ['<a href="http://x.example">x</a>', 'a link to "http://x.example"'],
    ['<a href="#">x</a>', 'a link to "#"'],
    [
      '<a href="https://x.example/?a=1&amp;b=2">x</a>',
      'the text part has no link to https://x.example/?a=1&b=2',
    ],
    ['<p>Hello</p>', 'marketing without a way out'],
  ])('tell of %s', (html, sentence) => {
    expect(contentFindings(withHtml(html)).map((each) => each.sentence)).toContain(sentence);
  });

  it('tell of HTML in the text part, and of invalid HTML', async () => {
    expect(contentFindings(withHtml(proof.email.html, { text: '<p>Hello</p>' }))).not.toEqual([]);
    const broken = proof.email.html.replace('</h1>', '</h2>');
    expect(await markupFindings(broken)).toContainEqual(
      expect.objectContaining({ sentence: expect.stringMatching(/^HTML, line \d+: .*h2/) }),
    );
  });

  it.skipIf(!canSee)('tell of what is too pale, in the theme in which it is', async () => {
    const style =
      '<style>@media (prefers-color-scheme: dark) { .card h1 { color: #3a4450 !important; } }</style>';
    const pale = withHtml(proof.email.html.replace('</head>', `${style}</head>`));
    const [found = []] = (await seenFindings([pale])).values();
    expect(found.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^desktop, dark: color-contrast: <h1/),
      expect.stringMatching(/^phone, dark: color-contrast: <h1/),
    ]);
  });
});

describe('the preview', () => {
  it('shows every template to every reader, in both themes', async () => {
    const [light, dark] = ['light', 'dark'].map((theme) =>
      inTheme(proof.email.html, theme as 'light' | 'dark'),
    );
    expect(light).not.toBe(dark);
    for (const person of Object.keys(people)) {
      const { status, body } = await answer(`/appointment-confirmation/${person}`);
      expect(status).toBe(200);
      expect(body).toMatch(/<iframe title="phone, dark" width="360"/);
      expect(body).not.toContain('<script>alert');
    }
    expect((await answer('/appointment-confirmation/german/dark.html')).body).toContain(
      'Ihr Termin ist gebucht',
    );
    expect((await answer('/oil-change-offer/everything/light.html')).body).toContain(
      'src="data:image/png;base64,',
    );
  });

  it('leads to the first, and knows what it has not', async () => {
    expect(await answer('/')).toMatchObject({ status: 302, location: '/oil-change-offer/everything' });
    expect(await answer('/nothing/everything')).toMatchObject({ status: 404 });
    expect(await answer('/oil-change-offer/constructor')).toMatchObject({ status: 404 });
    expect((await answer('/axe.js')).body).toContain('axe');
  });
});
