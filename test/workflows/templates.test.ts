import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { catalogue } from '../../workflows/catalogue.ts';

describe.each(catalogue.templates.map((template) => [template.id, template] as const))(
  'template %s',
  (_, template) => {
    it('has a sample that it would accept', () => {
      expect(z.safeParse(template.data, template.sample).success).toBe(true);
    });
  },
);

it('no two templates have one id', () => {
  expect(new Set(catalogue.templates.map(({ id }) => id)).size).toBe(catalogue.templates.length);
});
