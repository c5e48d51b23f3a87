import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineTemplate } from '../../../workflows/templates/define-template.ts';
import { compileFrom, source } from '../../support/emails.ts';

const template = defineTemplate({
  id: 'a-template',
  kind: 'transactional',
  data: z.object({
    service: z.string(),
    note: z.nullish(z.string()),
    car: z.object({ make: z.string(), year: z.optional(z.int()) }),
    parts: z.array(z.object({ name: z.string() })),
  }),
  sample: { service: 'x', car: { make: 'x' }, parts: [] },
});

const compile = (column: string, head = {}, more = {}) =>
  compileFrom(template, { 'a-template/email.mjml': source(column, head), ...more });
const text = (content: string) => compile(`<mj-text>${content}</mj-text>`);

describe('a source that would leave a hole is refused with its file, its line and a remedy', () => {
  it.each([
    [
      '{{ data.servce }}',
      /a-template\/email\.mjml:4: unknown variable data\.servce; data has service, note, car, parts$/,
    ],
    ['{{ datta.service }}', /unknown variable datta\.service; known: brand, data, person, links, reason$/],
    ['{{ data.car.colour }}', /unknown variable data\.car\.colour; data\.car has make, year$/],
    ['{{ data.service.length }}', /unknown variable data\.service\.length; data\.service has nothing in it$/],
    ['{{ brand.color }}', /unknown variable brand\.color; brand has name, /],
    ['{{ links.rate }}', /unknown variable links\.rate; links has booking, unsubscribe, preferences, refer$/],
    ['{{ story }}', /unknown variable story/],
    ['{% if person.fristName %}x{% endif %}', /unknown variable person\.fristName; .*workflows\/traits\.ts$/],
    ['{{ data.service | shout }}', /:4: undefined filter: shout$/],
    ['{{ data.service | append: data.nothing }}', /unknown variable data\.nothing/],
    ['{% shout %}', /:4: tag "shout" not found$/],
    ['{% if data.note %}x', /:4: tag \{% if data\.note %\} not closed$/],
    ['{% render "x" %}', /\{% render %\} is not for messages; known: if, .*<mj-include path/],
    [
      '{{ data.note }}',
      /data\.note may be missing; ask \{% if data\.note %\} around it, or give it a \{\{ … \| default: 'value' \}\}$/,
    ],
    ['{{ data.car.year }}', /data\.car\.year may be missing/],
    ['{{ person.firstName }}', /person\.firstName may be missing/],
    ['{% unless data.note %}{{ data.note }}{% endunless %}', /data\.note may be missing/],
    ['{% if data.note %}x{% else %}{{ data.note }}{% endif %}', /data\.note may be missing/],
    ['{% for part in data.parts %}{{ part.nme }}{% endfor %}', /unknown variable part\.nme; part has name$/],
    ['{{ data.service | raw }}', /raw would put whatever data\.service holds into the HTML/],
    ['&bogus;', /:4: &bogus; is not known here; write the character itself/],
  ])('%s', async (content, sentence) => {
    await expect(text(content)).rejects.toThrow(sentence);
  });

  it.each([
    ['{% if data.note %}{{ data.note }}{% endif %}'],
    ['{% unless data.note %}x{% else %}{{ data.note }}{% endunless %}'],
    ["{{ data.note | default: 'none' | upcase }}"],
    ['{% case data.note %}{% when "a" %}{{ data.note }}{% endcase %}'],
    ['{% if data.car.year %}{{ data.car.year }}{% endif %}'],
    ['{% for part in data.parts %}{{ forloop.index }} {{ part.name }}{% endfor %}'],
    ['{% assign car = data.car.make | upcase %}{{ car }}'],
    ['{% capture car %}{{ data.car.make }}{% endcapture %}{{ car }}'],
    ['{{ data.service | append: person.firstName }}'],
  ])('but not %s', async (content) => {
    await expect(text(content)).resolves.toBeDefined();
  });

  it('names the partial and its line when the fault is there', async () => {
    const include = '<mj-include path="../partials/note.mjml" />';
    const partial = '<mj-text>\n{{ data.nothing }}\n</mj-text>';
    await expect(compile(include, {}, { 'partials/note.mjml': partial })).rejects.toThrow(
      /partials\/note\.mjml:2: unknown variable data\.nothing/,
    );
  });

  it('names a partial that is not there', async () => {
    await expect(compile('<mj-include path="../partials/none.mjml" />')).rejects.toThrow(
      /email\.mjml:4: there is no \S+partials\/none\.mjml to include/,
    );
  });

  it.each([
    ['<mj-txt>x</mj-txt>', /email\.mjml:4: <mj-txt>: Element mj-txt doesn't exist/],
    ['<mj-text colour="red">x</mj-text>', /email\.mjml:4: <mj-text>: Attribute colour is illegal/],
    ['<mj-button color="{{ brand.colours.loud }}">x</mj-button>', /unknown variable brand\.colours\.loud/],
    ['<mj-text>x', /email\.mjml:\d+: <\/mj-column> closes nothing that is open but <mj-text>/],
    ['<mj-include path="../../../../etc/hostname" />', /email\.mjml:4: /],
  ])('MJML: %s', async (column, sentence) => {
    await expect(compile(column)).rejects.toThrow(sentence);
  });

  it.each([
    [{ title: '' }, /<mj-title> is missing; it is the subject/],
    [{ preview: '' }, /<mj-preview> is missing/],
    [{ title: '{{ data.note | default: "x" }}' }, /<mj-title>: use single quotes/],
    [{ lang: '' }, /<mjml> does not say in which language it is/],
  ])('the head: %o', async (head, sentence) => {
    await expect(compile('<mj-text>x</mj-text>', head)).rejects.toThrow(sentence);
  });

  it('wants an email for everybody, and a locale’s file to be in its language', async () => {
    const german = { 'a-template/email.de.mjml': source('<mj-text>x</mj-text>', { lang: 'en' }) };
    await expect(compileFrom(template, german)).rejects.toThrow(
      /a-template\/email\.mjml:1: there is no such file/,
    );
    await expect(compile('<mj-text>x</mj-text>', {}, german)).rejects.toThrow(
      /email\.de\.mjml:1: <mjml lang="en">, but the file is for de/,
    );
  });

  it('tells of everything that is wrong at once', async () => {
    await expect(text('{{ data.one }}\n{{ data.two }}')).rejects.toThrow(
      /data\.one[\s\S]*:5: [\s\S]*data\.two/,
    );
  });
});
