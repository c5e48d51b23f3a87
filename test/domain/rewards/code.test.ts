import { expect, it } from 'vitest';
import { canonicalCode, codeFor, randomCode } from '../../../domain/rewards/code.ts';

it('draws codes of characters that nobody confuses, each its own', () => {
  const codes = Array.from({ length: 1000 }, randomCode);
  expect(new Set(codes).size).toBe(1000);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
});

it('makes the same code of the same parts, another of others', () => {
  expect(codeFor('a', 'b')).toBe(codeFor('a', 'b'));
  expect(codeFor('ab', '')).not.toBe(codeFor('a', 'b'));
});

it.each(['OIL-7K3M-Q9TX', 'oil 7k3m q9tx', '0il7k3mq9tx', 'O1L–7K3M–Q9TX', ' OIL.7K3M.Q9TX '])(
  'knows %s as one code',
  (typed) => {
    expect(canonicalCode(typed)).toBe('0117K3MQ9TX');
  },
);
