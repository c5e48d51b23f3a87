import { Liquid } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { catalogue } from '../../workflows/catalogue.ts';
import type { Template } from '../../workflows/templates/define-template.ts';

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  outputEscape: 'escape',
});
engine.registerFilter('service_name', (id: string) => id);
engine.registerFilter('local_time', (value: string, zone: string | null) => `${value} in ${zone}`);

const variables = ({ sample }: Template, person: object) => ({
  person,
  brand: {
    name: 'Garage',
    postalAddress: '12 Quay Street',
    timezone: 'America/New_York',
    tone: { greeting: 'Hello' },
  },
  links: {
    booking: 'https://example.com/book',
    unsubscribe: '',
    preferences: '',
    rate: '',
    refer: '',
    confirm: '',
  },
  story: [{ at: '2026-11-24T09:00:00Z', what: 'Appointment Booked' }],
  data: sample,
});
const parts = ({ subject, preheader, body, text }: Template) => [subject, preheader, body, text];

describe.each(catalogue.templates.map((template) => [template.id, template] as const))(
  'template %s',
  (_, template) => {
    it('names nothing that it is not given, whoever reads it', () => {
      for (const person of [{}, { firstName: 'Ada', email: 'ada@example.com' }])
        for (const part of parts(template))
          expect(engine.parseAndRenderSync(part, variables(template, person))).not.toBe('');
    });

    it('has a sample that it would accept', () => {
      expect(z.safeParse(template.data, template.sample).success).toBe(true);
    });

    it('says the same in text as in HTML', () => {
      const named = (source: string) => new Set(source.match(/\{\{.*?\}\}/g));
      expect(named(template.text)).toEqual(named(template.body));
    });

    it('has a subject that fits into one line', () => {
      expect(template.subject).not.toMatch(/[\r\n]/);
      expect(template.preheader).not.toMatch(/[\r\n]/);
    });
  },
);

it('no two templates have one id', () => {
  expect(new Set(catalogue.templates.map(({ id }) => id)).size).toBe(catalogue.templates.length);
});
