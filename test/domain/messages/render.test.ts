import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import brandJson from '#brand' with { type: 'json' };
import centreJson from '#centre' with { type: 'json' };
import { parseBrand } from '../../../domain/messages/brand.ts';
import { EmailRenderer } from '../../../domain/messages/render.ts';
import { defineTemplate, type Template } from '../../../workflows/templates/define-template.ts';
import { templates } from '../../../workflows/templates/index.ts';
import { brand, compileFrom, emails, source } from '../../support/emails.ts';

const { services } = centreJson;
const renderer = new EmailRenderer({ brand, services, emails });
const links = {
  booking: 'https://shop.example/book?t=b',
  unsubscribe: 'https://on.example/unsubscribe?t=u',
  preferences: 'https://on.example/preferences?t=p',
  refer: 'https://on.example/refer',
  confirm: 'https://on.example/confirm?t=c',
  rate: 'https://on.example/rate?t=r',
  change: 'https://on.example/book/change?t=c',
};

const schema = z.object({ service: z.string(), startsAt: z.string(), timezone: z.nullish(z.string()) });
const template = defineTemplate({
  id: 'a-template',
  kind: 'transactional',
  data: schema,
  sample: { service: 'x', startsAt: 'x' },
});

const data = { service: 'Oil & filter', startsAt: '2026-11-24T14:00:00Z', timezone: 'America/New_York' };
const standard = '<p>{{ data.service }} at {{ data.startsAt | local_time: data.timezone }}</p>';

/** Renders an email whose words are a test's own. */
async function render(
  words: { readonly body?: string; readonly title?: string } = {},
  traits: Record<string, unknown> = { firstName: 'Ada' },
  given: object = data,
) {
  const { body = standard, title = "Hello {{ person.firstName | default: 'you' }}" } = words;
  const files = { 'a-template/email.mjml': source(`<mj-text>${body}</mj-text>`, { title }) };
  const own = new EmailRenderer({ brand, services, emails: await compileFrom(template, files) });
  return own.render(template, { profile: { traits, identifiers: {} }, links, data: { ...given } });
}

const shipped = (id: Template['id'], traits: object, given: object, through = links) =>
  renderer.render(templates.find((each) => each.id === id)!, {
    profile: { traits: { ...traits }, identifiers: {} },
    links: through,
    data: { ...given },
  });

describe('every template of ours', () => {
  it.each(templates.map((each) => [each.id, each] as const))(
    '%s renders with its sample, for anybody, in every language it has',
    (_, each) => {
      for (const locale of ['en', ...Object.keys(emails[each.id] ?? {})])
        for (const traits of [{ locale }, { locale, firstName: 'Ada' }]) {
          const email = shipped(each.id, traits, each.sample);
          expect(email.subject).not.toMatch(/[{}\n]/);
          expect(email.html).toContain(brand.postalAddress);
          expect(email.text).toContain(brand.postalAddress);
          expect(email.html + email.text).not.toMatch(/\{\{|\{%|undefined|\[object/);
          const marketing = each.kind === 'marketing';
          for (const part of [email.html, email.text])
            expect(/This is about |Hier geht es um /.test(part)).toBe(each.kind === 'transactional');
          for (const way of [links.unsubscribe, links.preferences]) {
            expect(email.html.includes(way)).toBe(marketing);
            expect(email.text.includes(way)).toBe(marketing);
          }
        }
    },
  );
});

describe('a message', () => {
  it('tells times where the appointment is', async () => {
    expect((await render()).text).toContain('Tuesday 24 November 2026, 9:00 am EST');
    const elsewhere = await render({}, {}, { ...data, timezone: 'Europe/London' });
    expect(elsewhere.text).toContain('2:00 pm GMT');
  });

  it('tells times where the person is when the appointment does not say, else where the business is', async () => {
    const { timezone: _, ...unzoned } = data;
    expect((await render({}, { timezone: 'America/Denver' }, unzoned)).text).toContain('7:00 am MST');
    expect((await render({}, { timezone: 'Middle/Earth' }, unzoned)).text).toContain('9:00 am EST');
    expect((await render({}, {}, { ...unzoned, timezone: null })).text).toContain('9:00 am EST');
  });

  it('calls a service by its name, and one that it does not know by what it is called', async () => {
    const title = '{{ data.service | service_name }}';
    expect((await render({ title }, {}, { ...data, service: 'oil-change' })).subject).toBe('Oil change');
    expect((await render({ title }, {}, { ...data, service: 'Waxing' })).subject).toBe('Waxing');
  });

  it.each([
    ['de', 'Ölwechsel'],
    ['de-AT', 'Ölwechsel'],
    ['de_CH', 'Ölwechsel'],
    ['DE', 'Ölwechsel'],
    ['en-GB', 'Oil change'],
    ['fr', 'Oil change'],
    ['%%', 'Oil change'],
  ])('speaks to a person of the locale %s', (locale, service) => {
    const { sample } = templates.find(({ id }) => id === 'appointment-confirmation')!;
    const { subject, text } = shipped('appointment-confirmation', { locale }, sample);
    expect(subject).toContain(service);
    expect(text.includes('Guten Tag,')).toBe(service === 'Ölwechsel');
    expect(text.includes('Dienstag, 24. November 2026 um 9:00 EST')).toBe(service === 'Ölwechsel');
  });

  it('speaks the business’s language to whoever states none', () => {
    const german = new EmailRenderer({ brand: { ...brand, locale: 'de' }, services, emails });
    const confirmation = templates.find(({ id }) => id === 'appointment-confirmation')!;
    const values = { profile: { traits: {}, identifiers: {} }, links, data: confirmation.sample };
    expect(german.render(confirmation, values).subject).toMatch(/^Gebucht: /);
  });

  it('offers to change a booking where it can be changed, else asks for a reply', () => {
    const { sample } = templates.find(({ id }) => id === 'appointment-confirmation')!;
    const { change, ...others } = links;
    const both = shipped('appointment-confirmation', {}, sample);
    expect(both.html).toContain(`<a href="${change}"`);
    expect(both.text).toContain(`Choose another time, or cancel: ${change}\n`);
    const { text } = shipped('appointment-confirmation', {}, sample, others as typeof links);
    expect(text).toContain('Reply to this email and we will find another time.');
  });

  it.each([
    ['arrived', 'Your car is with us'],
    ['in-service', 'We are working on your car'],
    ['ready', 'Your car is ready'],
  ])('tells the status %s in its own words', (status, subject) => {
    const email = shipped('service-status', {}, { bookingId: 'b-1', service: 'oil-change', status });
    expect(email.subject).toBe(subject);
    expect(email.html).toContain(`>${subject}</h1>`);
    expect(email.text).toContain('Oil change');
  });

  it('escapes what it is given in HTML, and leaves plain text plain', async () => {
    const { html, text } = await render({}, {}, { ...data, service: '<script>alert(1)</script> & more' });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(html).not.toContain('<script>');
    expect(text).toContain('<script>alert(1)</script> & more');
  });

  it('keeps the lines of what it is given where it is asked to, and escapes them', async () => {
    const given = { ...data, service: 'One\n<b>two</b>' };
    const { html, text } = await render({ body: '<p>{{ data.service | lines }}</p>' }, {}, given);
    expect(html).toContain('One<br>\n&lt;b&gt;two&lt;/b&gt;');
    expect(text).toBe('One\n<b>two</b>\n');
  });

  it('does not run Liquid that came as a value', async () => {
    const hostile = '{{ brand.staffEmail }}{% for i in (1..9) %}x{% endfor %}';
    const { text, html, subject } = await render(
      { title: '{{ data.service }}' },
      {},
      { ...data, service: hostile },
    );
    expect(text).toContain(hostile);
    expect(subject).toBe(hostile);
    expect(html + text).not.toContain(brand.staffEmail);
  });

  it('has a subject of one line, whatever a name holds', async () => {
    expect((await render({}, { firstName: 'Ada\r\nBcc: all at example\u2028x' })).subject).toBe(
      'Hello Ada Bcc: all at example x',
    );
    expect((await render({}, { firstName: 'x'.repeat(5000) })).subject.length).toBeLessThan(300);
  });

  it('is whole Unicode in the direction of its own words, whatever a name holds', async () => {
    for (const firstName of ['\u202egnp.exe', `${'x'.repeat(99)}🙂🙂`, 'Ada \ud83d']) {
      const { subject, text, html } = await render(
        { body: "<p>{{ person.firstName | default: 'you' }}</p>" },
        { firstName },
      );
      for (const part of [subject, text, html]) {
        expect(part.isWellFormed()).toBe(true);
        expect(part).not.toContain('\u202e');
      }
    }
    const hidden = { firstName: 'ht\u202etps:/\u202e/spam.example/buy' };
    expect((await render({}, hidden)).subject).toBe('Hello you');
  });

  it('does not carry the advertising that a stranger typed as a name', async () => {
    const { html } = await render(
      { body: "<p>{{ person.name | default: 'friend' }}</p>" },
      { name: 'Win! https://evil.example/x' },
    );
    expect(html).toContain('friend');
    expect(html).not.toContain('evil');
  });

  it('fails on wrong data and on a link that leads into a script, instead of leaving a hole', async () => {
    await expect(render({}, {}, { service: 'x' })).rejects.toThrow(/startsAt/);
    const body = '<a href="{{ data.service }}">x</a>';
    const given = { ...data, service: 'javascript:alert(1)' };
    await expect(render({ body }, {}, given)).rejects.toThrow(/a link leads to "javascript:alert\(1\)"/);
  });

  it('has its styles in its elements, since inboxes drop style sheets', () => {
    const { sample } = templates.find(({ id }) => id === 'oil-change-offer')!;
    const { html } = shipped('oil-change-offer', {}, sample);
    expect(html).toMatch(/<h1 style="[^"]*font-size: 26px[^"]*">/);
    expect(html).toMatch(
      new RegExp(`<a href="${links.booking.replace('?', '\\?')}" style="[^"]*background:#0b5cad`),
    );
  });

  it('is signed, unless it is for staff', () => {
    expect(shipped('review-apology', {}, {}).html).toContain('See you soon,<br>\nthe Harbour Auto Care team');
    const { sample } = templates.find(({ id }) => id === 'staff-notice')!;
    expect(shipped('staff-notice', {}, sample).text).not.toContain('See you soon');
  });
});

it('a brand is checked field by field', () => {
  expect(() => parseBrand({ ...brandJson, timezone: 'Mars/Olympus' })).toThrow(/timezone/);
  expect(() => parseBrand({ ...brandJson, name: 'Two\nlines' })).toThrow(/name/);
  expect(() => parseBrand({ ...brandJson, colours: { ...brandJson.colours, primary: 'red;}' } })).toThrow(
    /primary/,
  );
  expect(() => parseBrand({ ...brandJson, bookingUrl: 'javascript:alert(1)' })).toThrow(/bookingUrl/);
  expect(() => parseBrand({ ...brandJson, locale: 'deutsch!' })).toThrow(/locale/);
});
