import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { aSegment } from './a-person.ts';

const text = readFileSync(new URL('../../../../docs/segments.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```json\n(.+?)\n```\n> ([^\n]+)\n/gs)].map(
  ([, json = '', says = '']) => ({
    json,
    says,
  }),
);

it('has an example of every kind of condition', () => {
  expect(examples.length).toBeGreaterThan(15);
});

it.each(examples)('says of its example: $says', ({ json, says }) => {
  expect(aSegment(JSON.parse(json)).says).toBe(says);
});
