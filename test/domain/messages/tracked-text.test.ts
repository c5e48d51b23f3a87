import { expect, it } from 'vitest';
import { withTracked } from '../../../domain/messages/tracked-text.ts';

const tracking = {
  pages: 'https://on.example',
  hosts: ['garage.example'],
  utm: { utm_medium: 'whatsapp' },
  m: 'token',
};

it.each([
  ['Book: https://garage.example/book', 'Book: https://garage.example/book?utm_medium=whatsapp&m=token'],
  [
    'See (https://garage.example/a?b=1#c), or https://on.garage.example/d.',
    'See (https://garage.example/a?utm_medium=whatsapp#c), or https://on.garage.example/d?utm_medium=whatsapp.'
      .replace('/a?', '/a?b=1&')
      .replaceAll('=whatsapp', '=whatsapp&m=token'),
  ],
  ['HTTPS://garage.example!', 'https://garage.example/?utm_medium=whatsapp&m=token!'],
  ['https://other.example/book and garage.example', 'https://other.example/book and garage.example'],
  ['https://[garage.example', 'https://[garage.example'],
  ['https://', 'https://'],
])('the addresses of a text that are ours tell of its message: %s', (text, told) => {
  expect(withTracked(text, tracking)).toBe(told);
  expect(withTracked(text, undefined)).toBe(text);
});
