import { describe, expect, it } from 'vitest';
import { compileRule } from '../../../local/asl/choice/rule.ts';
import type { Json, JsonObject } from '../../../local/asl/json.ts';
import { see } from './see.ts';

const holds = (rule: JsonObject, root: Json): boolean => compileRule(rule)(see(root));

const early = '2026-11-22T09:00:00Z';
const sameInBerlin = '2026-11-22T10:00:00+01:00';
const late = '2026-11-22T09:00:00.001Z';

describe('an ordering', () => {
  const pairs = {
    String: ['a', 'b'],
    Numeric: [1.5, 2],
    Timestamp: [early, late],
  } as const;

  it.each(Object.entries(pairs))('of %s', (type, [less, more]) => {
    const test = (name: string, value: Json, operand: Json) =>
      holds({ Variable: '$.v', [`${type}${name}`]: operand }, { v: value }) &&
      holds({ Variable: '$.v', [`${type}${name}Path`]: '$.o' }, { v: value, o: operand });
    const table = (left: Json, right: Json) =>
      ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'].map((name) =>
        test(name, left, right),
      );
    expect(table(less, more)).toEqual([false, true, false, true, false]);
    expect(table(more, less)).toEqual([false, false, true, false, true]);
    expect(table(less, less)).toEqual([true, false, false, true, true]);
    for (const other of [null, true, [less], { less }]) expect(table(other, less)).not.toContain(true);
  });

  it('of timestamps knows offsets, and no other texts', () => {
    const equals = (value: string) => holds({ Variable: '$', TimestampEquals: early }, value);
    expect([early, sameInBerlin, late, '2026-11-22', '2026-11-22 09:00:00Z'].map(equals)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

it('BooleanEquals takes booleans alone', () => {
  const rule = { Variable: '$', BooleanEquals: true };
  expect([true, false, 'true', 1, null].map((value) => holds(rule, value))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(holds({ Variable: '$.a', BooleanEqualsPath: '$.b' }, { a: false, b: false })).toBe(true);
});

it.each<[string, Json]>([
  ['IsNull', null],
  ['IsNumeric', 1.1],
  ['IsString', 'x'],
  ['IsBoolean', false],
  ['IsTimestamp', early],
])('%s is about the type', (name, value) => {
  const others = [null, 1.1, early, 'x', false, [], {}].filter(
    (other) => other !== value && !(name === 'IsString' && typeof other === 'string'),
  );
  const yes = (expected: boolean) => ({ Variable: '$', [name]: expected });
  expect(holds(yes(true), value)).toBe(true);
  expect(holds(yes(false), value)).toBe(false);
  for (const other of others)
    expect([holds(yes(true), other), holds(yes(false), other)]).toEqual([false, true]);
});

it('only IsPresent may look for what is not there', () => {
  expect(holds({ Variable: '$.a', IsPresent: true }, { a: null })).toBe(true);
  expect(holds({ Variable: '$.a.b', IsPresent: true }, { a: 1 })).toBe(false);
  expect(holds({ Variable: '$.a', IsPresent: false }, {})).toBe(true);
  const rules: readonly JsonObject[] = [
    { Variable: '$.a', IsNull: true },
    { Variable: '$.a', StringEquals: 'x' },
    { Variable: '$.b', StringEqualsPath: '$.a' },
  ];
  for (const rule of rules)
    expect(() => holds(rule, { b: 'x' })).toThrow(
      "Invalid path '$.a': The choice state's condition path references an invalid value.",
    );
});

it('StringMatches knows * and how to write it', () => {
  const matches = (pattern: string, value: Json) => holds({ Variable: '$', StringMatches: pattern }, value);
  expect(matches('log-*.txt', 'log-2026.txt')).toBe(true);
  expect(matches('*a*b', 'xxaxx\nb')).toBe(true);
  expect(matches('a.c', 'abc')).toBe(false);
  expect(matches('a\\*', 'a*')).toBe(true);
  expect(matches('a\\*', 'ab')).toBe(false);
  expect(matches('a\\\\*', 'a\\b')).toBe(true);
  expect(matches('*', 1)).toBe(false);
});

it('And, Or and Not combine, and stop as soon as they know', () => {
  const is = (value: number) => ({ Variable: '$.n', NumericEquals: value });
  const missing = { Variable: '$.missing', NumericEquals: 1 };
  expect(holds({ And: [is(1), { Not: is(2) }] }, { n: 1 })).toBe(true);
  expect(holds({ Or: [is(1), missing] }, { n: 1 })).toBe(true);
  expect(holds({ And: [is(2), missing] }, { n: 1 })).toBe(false);
  expect(holds({ Or: [is(2), is(3)] }, { n: 1 })).toBe(false);
});
