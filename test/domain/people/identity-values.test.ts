import { expect, it } from 'vitest';
import { normaliseIdentifier } from '../../../domain/people/identity-values.ts';

it('knows an email by its trimmed lower case, with its domain in punycode', () => {
  expect(normaliseIdentifier('email', ' Ada.Byron+Offers@Example.COM ')).toBe('ada.byron+offers@example.com');
  expect(normaliseIdentifier('email', 'ada@bücher.example')).toBe('ada@xn--bcher-kva.example');
});

it.each([
  'ada',
  'ada@',
  '@example.com',
  'ada@example',
  'a b@example.com',
  'a@b@example.com',
  'ada@example.com\r\nBcc: x@y.zz',
  `${'a'.repeat(65)}@example.com`,
  'ädä@example.com',
])('takes %j for no email', (text) => expect(normaliseIdentifier('email', text)).toBeUndefined());

it('knows a phone number by its digits with the country code', () => {
  for (const text of [
    '+1 (603) 555-0100',
    '0016035550100',
    '+1.603.555.0100',
    'tel:+1-603-555-0100',
    '+1 (0)603 555 0100',
  ])
    expect(normaliseIdentifier('phone', text)).toBe('+16035550100');
  for (const text of ['603 555 0100', '+0603555010', '+1603555010012345', 'call me'])
    expect(normaliseIdentifier('phone', text)).toBeUndefined();
});

it('keeps ids as they are, up to 256 characters', () => {
  expect(normaliseIdentifier('userId', ' User 1')).toBe(' User 1');
  expect(normaliseIdentifier('anonymousId', 'a'.repeat(257))).toBeUndefined();
});

it('knows a page-scoped id by its digits', () => {
  expect(normaliseIdentifier('messenger', '6839204716')).toBe('6839204716');
  for (const text of ['', 'ada', '12a', '-1', '9'.repeat(33)])
    expect(normaliseIdentifier('messenger', text)).toBeUndefined();
});
