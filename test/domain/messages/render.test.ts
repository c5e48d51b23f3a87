import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import brandJson from '#brand' with { type: 'json' };
import { parseBrand } from '../../../domain/messages/brand.ts';
import { EmailRenderer } from '../../../domain/messages/render.ts';
import { defineTemplate, type Template } from '../../../workflows/templates/define-template.ts';
import { templates } from '../../../workflows/templates/index.ts';

const brand = parseBrand(brandJson);
const renderer = new EmailRenderer(brand, { 'oil-change': 'Oil change' });
const links = {
  booking: 'https://shop.example/book?t=b',
  unsubscribe: 'https://on.example/unsubscribe?t=u',
  preferences: 'https://on.example/preferences?t=p',
  refer: 'https://on.example/refer',
  confirm: 'https://on.example/confirm?t=c',
  rate: 'https://on.example/rate?t=r',
  change: 'https://on.example/book/change?t=c',
};

const template = (over: Partial<Template> = {}): Template =>
  ({
    ...defineTemplate({
      id: 'a-template',
      kind: 'transactional',
      subject: 'Hello {{ person.firstName | default: "you" }}',
      preheader: 'For {{ data.service }}',
      body: '<p>{{ data.service }} at {{ data.startsAt | local_time: data.timezone }}</p>',
      text: '{{ data.service }} at {{ data.startsAt | local_time: data.timezone }}',
      data: z.object({ service: z.string(), startsAt: z.string(), timezone: z.nullish(z.string()) }),
      sample: { service: 'x', startsAt: 'x' },
    }),
    ...over,
  }) as Template;

const data = { service: 'Oil & filter', startsAt: '2026-11-24T14:00:00Z', timezone: 'America/New_York' };
const render = (
  over: Partial<Template> = {},
  traits: Record<string, unknown> = { firstName: 'Ada' },
  given: object = data,
) => renderer.render(template(over), { profile: { traits, identifiers: {} }, links, data: { ...given } });

describe('every template of ours', () => {
  it.each(templates.map((each) => [each.id, each] as const))(
    '%s renders with its sample, for anybody',
    (_, each) => {
      for (const traits of [{}, { firstName: 'Ada' }]) {
        const email = renderer.render(each, {
          profile: { traits, identifiers: {} },
          links,
          data: each.sample,
        });
        expect(email.subject).not.toMatch(/[{}\n]/);
        expect(email.html).toContain(brand.postalAddress);
        expect(email.text).toContain(brand.postalAddress);
        expect(email.html + email.text).not.toMatch(/\{\{|\{%|undefined|\[object/);
        const marketing = each.kind === 'marketing';
        for (const part of [email.html, email.text])
          expect(part.includes('This is about ')).toBe(each.kind === 'transactional');
        for (const way of [links.unsubscribe, links.preferences]) {
          expect(email.html.includes(way)).toBe(marketing);
          expect(email.text.includes(way)).toBe(marketing);
        }
      }
    },
  );
});

describe('a message', () => {
  it('tells times where the appointment is', () => {
    expect(render().text).toContain('Tuesday 24 November 2026, 9:00 am EST');
    expect(render({}, {}, { ...data, timezone: 'Europe/London' }).text).toContain('2:00 pm GMT');
  });

  it('tells times where the person is when the appointment does not say, else where the business is', () => {
    const { timezone: _, ...unzoned } = data;
    expect(render({}, { timezone: 'America/Denver' }, unzoned).text).toContain('7:00 am MST');
    expect(render({}, { timezone: 'Middle/Earth' }, unzoned).text).toContain('9:00 am EST');
    expect(render({}, {}, { ...unzoned, timezone: null }).text).toContain('9:00 am EST');
  });

  it('calls a service by its name, and one that it does not know by what it is called', () => {
    const subject = '{{ data.service | service_name }}';
    expect(render({ subject }, {}, { ...data, service: 'oil-change' }).subject).toBe('Oil change');
    expect(render({ subject }, {}, { ...data, service: 'Waxing' }).subject).toBe('Waxing');
  });

  it('offers to change a booking where it can be changed, else asks for a reply', () => {
    const confirmation = templates.find(({ id }) => id === 'appointment-confirmation')!;
    const { change, ...others } = links;
    const rendered = (given: typeof others) =>
      renderer.render(confirmation, {
        profile: { traits: {}, identifiers: {} },
        links: given,
        data: confirmation.sample,
      });
    expect(rendered(links).html).toContain(`<a href="${change}"`);
    expect(rendered(links).text).toContain(`Choose another time, or cancel:\n${change}\n`);
    expect(rendered(others).text).toContain('Reply to this email and we will find another time.');
  });

  it.each([
    ['arrived', 'Your car is with us'],
    ['in-service', 'We are working on your car'],
    ['ready', 'Your car is ready'],
  ])('tells the status %s in its own words', (status, subject) => {
    const told = templates.find(({ id }) => id === 'service-status')!;
    const given = { bookingId: 'b-1', service: 'oil-change', status };
    const email = renderer.render(told, { profile: { traits: {}, identifiers: {} }, links, data: given });
    expect(email.subject).toBe(subject);
    expect(email.html).toContain(`>${subject}</h1>`);
    expect(email.text).toContain('Oil change');
  });

  it('escapes what it is given in HTML, and leaves plain text plain', () => {
    const { html, text } = render({}, {}, { ...data, service: '<script>alert(1)</script> & more' });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(html).not.toContain('<script>');
    expect(text).toContain('<script>alert(1)</script> & more');
  });

  it('does not run Liquid that came as a value', () => {
    expect(render({}, {}, { ...data, service: '{{ brand.staffEmail }}' }).text).not.toContain(
      brand.staffEmail,
    );
  });

  it('has a subject of one line, whatever a name holds', () => {
    expect(render({}, { firstName: 'Ada\r\nBcc: all@example.com\u2028x' }).subject).toBe(
      'Hello Ada Bcc: all@example.com x',
    );
    expect(render({}, { firstName: 'x'.repeat(5000) }).subject.length).toBeLessThan(300);
  });

  it('does not carry the advertising that a stranger typed as a name', () => {
    const { html } = render(
      { body: '<p>{{ person.name | default: "friend" }}</p>' },
      { name: 'Win! https://evil.example/x' },
    );
    expect(html).toContain('friend');
    expect(html).not.toContain('evil');
  });

  it('fails on a variable that nobody gave, on an unknown filter and on wrong data, instead of leaving a hole', () => {
    expect(() => render({ body: '{{ data.colour }}' })).toThrow('undefined variable: data.colour');
    expect(() => render({ body: '{{ data.service | shout }}' })).toThrow('undefined filter: shout');
    expect(() => render({}, {}, { service: 'x' })).toThrow(/startsAt/);
  });

  it('has its styles in its elements, since inboxes drop style sheets', () => {
    const { html } = render({
      body: '<h1>Hi</h1><p><a class="button" href="{{ links.booking }}">Book</a></p>',
    });
    expect(html).toMatch(/<h1 style="[^"]+">Hi/);
    expect(html).toMatch(
      /<a class="button" href="https:\/\/shop\.example\/book\?t=b" style="[^"]*border:solid[^"]+">Book/,
    );
  });

  it('is signed, unless it is for staff', () => {
    expect(render().html).toContain('See you soon,<br />\nthe Harbour Auto Care team');
    expect(render({ kind: 'staff' } as Partial<Template>).text).not.toContain('See you soon');
  });
});

it('a brand is checked field by field', () => {
  expect(() => parseBrand({ ...brandJson, timezone: 'Mars/Olympus' })).toThrow(/timezone/);
  expect(() => parseBrand({ ...brandJson, name: 'Two\nlines' })).toThrow(/name/);
  expect(() => parseBrand({ ...brandJson, colours: { ...brandJson.colours, primary: 'red;}' } })).toThrow(
    /primary/,
  );
  expect(() => parseBrand({ ...brandJson, bookingUrl: 'javascript:alert(1)' })).toThrow(/bookingUrl/);
});
