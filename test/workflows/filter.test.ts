import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { testExpression } from '../../workflows/compiler/test-expression.ts';
import { matches, passes } from '../../workflows/filter.ts';
import type { Test } from '../../workflows/task.ts';

const scalar = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.constantFrom('', 'a', 'b', '1', '"', '\u0024{x}'),
  fc.boolean(),
  fc.constant(null),
);
const bound = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom('a', 'b'));
const test: fc.Arbitrary<Test> = fc.oneof(
  scalar,
  fc.record(
    {
      in: fc.array(scalar, { minLength: 1, maxLength: 3 }),
      not: scalar,
      exists: fc.boolean(),
      gte: bound,
      gt: bound,
      lte: bound,
      lt: bound,
    },
    { requiredKeys: [] },
  ),
);

describe('a filter', () => {
  const event = {
    name: 'Review Submitted',
    properties: { stars: 4, by: { name: 'Ada', vip: true }, text: null },
  };
  const where = (tests: Readonly<Record<string, Test>>) =>
    matches({ event: 'Review Submitted', where: tests }, event);

  it('asks for the name, and for every test', () => {
    expect(matches({ event: 'Review Submitted' }, event)).toBe(true);
    expect(matches({ event: 'Points Earned' }, event)).toBe(false);
    expect(where({ stars: 4, 'by.name': 'Ada' })).toBe(true);
    expect(where({ stars: 4, 'by.name': 'Bob' })).toBe(false);
  });

  it('compares numbers with numbers and text with text', () => {
    expect(where({ stars: { gte: 4, lt: 5 } })).toBe(true);
    expect(where({ stars: { gt: 4 } })).toBe(false);
    expect(where({ stars: { gte: '4' } })).toBe(false);
    expect(where({ 'by.name': { lte: 'Ada' } })).toBe(true);
  });

  it('takes what is missing as null', () => {
    expect(where({ missing: null, text: null, 'by.none.further': null })).toBe(true);
    expect(where({ missing: { exists: false }, stars: { exists: true } })).toBe(true);
    expect(where({ missing: { in: ['a', null] } })).toBe(true);
    expect(where({ missing: { not: 'a' } })).toBe(true);
    expect(where({ missing: { gte: 0 } })).toBe(false);
  });

  it('sees own properties only', () => {
    expect(where({ 'by.constructor.name': { exists: true } })).toBe(false);
  });

  it('says the same in a wait and in a branch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.option(scalar, { nil: undefined }), test, async (value, asked) => {
        const expression = testExpression('($exists($v) ? $v : null)', asked);
        expect(await jsonata(expression).evaluate(undefined, { v: value })).toBe(passes(value, asked));
      }),
      { numRuns: 500 },
    );
  });
});
