import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../local/asl/expression/check.ts';
import { compileDirect, undecided } from '../../../local/asl/expression/direct.ts';
import type { Environment } from '../../../local/asl/expression/environment.ts';
import { expression } from '../../../local/asl/expression/expression.ts';
import type { Json } from '../../../local/asl/json.ts';

const environment = (input: Json, variables: Record<string, Json> = {}): Environment => ({
  states: { input, context: {} },
  root: input,
  variables,
  now: Date.parse('2026-11-22T09:00:00Z'),
  random: () => 0.5,
});

const evaluate = async (text: string, input: Json = null) =>
  expression(text).evaluate(environment(input), 'Output');

describe('expressions evaluated without the library', () => {
  const leaf = fc.oneof(
    fc.constantFrom('1', '2.5', '-3', '"a"', '"b"', 'true', 'false', 'null', '$x', '$none', '$states.input'),
    fc.constantFrom(
      '$states.input.a',
      '$states.input.a.b',
      '$states.input.b',
      '$states.input.`c d`',
      '$x.a',
      '$states.input.none',
    ),
  );
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(
          tie('text'),
          fc.constantFrom('+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', '&', 'and', 'or'),
          tie('text'),
        )
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(tie('text'), tie('text'), tie('text')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `$merge([${a}, ${b}])`),
    ),
  }));
  const small = fc.oneof(
    fc.constantFrom<Json>(null, true, false, 0, 1, 2.5, 'a', ''),
    fc.array(fc.constantFrom<Json>(1, 'a')),
    fc.record({ b: fc.constantFrom<Json>(1, 'x', [1], [[2]]) }),
  );
  const input = fc.record({ a: small, b: small, 'c d': small });

  it('give exactly what JSONata gives, or leave it to JSONata', async () => {
    await fc.assert(
      fc.asyncProperty(text, input, small, async (source, value, x) => {
        const library = jsonata(source);
        const direct = compileDirect(library.ast());
        const found = direct?.(environment(value, { x })) ?? null;
        const raw = direct?.(environment(value, { x }));
        if (!direct || raw === undecided) return;
        const expected: unknown = await library.evaluate(undefined, {
          states: { input: value, context: {} },
          x,
        });
        expect({ found }).toEqual({
          found: expected === undefined ? null : JSON.parse(JSON.stringify(expected)),
        });
        expect(raw === undefined).toBe(expected === undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('know no zero with a sign, which JSON has not', async () => {
    for (const text of ['-3 % 1', '0 * -1', '-0', '[-3 % 1][0]', '$sum([0 * -1])'])
      expect(Object.is(await evaluate(text), 0), text).toBe(true);
  });

  it('are those that journeys are made of', () => {
    for (const source of [
      '$states.input.run.id',
      '$merge([$states.input, {"visit": $states.input.visit + 1}])',
      '$states.input.n < 3 and $x = "a"',
    ])
      expect(compileDirect(jsonata(source).ast()), source).toBeDefined();
  });
});

describe('functions', () => {
  it('are those of Step Functions, without $eval', async () => {
    expect(await evaluate('$partition([1,2,3,4,5], 2)')).toEqual([[1, 2], [3, 4], [5]]);
    expect(await evaluate('$range(1, 9, 2)')).toEqual([1, 3, 5, 7, 9]);
    expect(await evaluate('$range(7, 7, 1)')).toBe(7);
    expect(await evaluate('$hash("abc", "SHA-1")')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(await evaluate('$parse("{\\"a\\":[1]}")')).toEqual({ a: [1] });
    expect(await evaluate('$random()')).toBe(0.5);
    expect(await evaluate('$random(42)')).toBe(0.7275636800328681);
    expect(await evaluate('$uuid()')).toMatch(/^[0-9a-f-]{36}$/);
    await expect(evaluate('$eval("1")')).rejects.toThrow('T1006: Attempted to invoke a non-function');
  });

  it('tell the virtual time', async () => {
    expect(await evaluate('$now()')).toBe('2026-11-22T09:00:00.000Z');
    expect(await evaluate('$millis()')).toBe(Date.parse('2026-11-22T09:00:00Z'));
    expect(await evaluate('$toMillis($states.input.at)', { at: '2026-11-25T10:00:00+01:00' })).toBe(
      Date.parse('2026-11-25T09:00:00Z'),
    );
  });

  it('say which expression of which field failed', async () => {
    await expect(evaluate('$sum("a", 1)')).rejects.toMatchObject({
      failure: {
        error: 'States.QueryEvaluationError',
        cause: expect.stringContaining(
          "specified for the field 'Output' threw an error during evaluation. T0410",
        ),
      },
    });
    await expect(evaluate('function($x){$x}')).rejects.toThrow('returned an unsupported result type.');
  });
});

it('finds what has no meaning at the top of an expression', () => {
  const problems = (text: string) => checkExpression(expression(text).tree).problems.length;
  expect(
    ['name', '$', '$.a', '$$.a', '*', '$map($states.input, function($v){ name })'].map(problems),
  ).toEqual([1, 1, 1, 1, 1, 1]);
  expect(
    [
      '$states.input[name = "a"].price',
      '$states.input.{"a": b}',
      '$states.input^(price)',
      '($x := 1; $x)',
    ].map(problems),
  ).toEqual([0, 0, 0, 0]);
});
