import { expect, it } from 'vitest';
import { mailbox } from '../../../domain/messages/mailbox.ts';

it('quotes a name', () => {
  expect(mailbox('Harbour "Auto" Care', 'hi@x.example')).toBe('"Harbour \\"Auto\\" Care" <hi@x.example>');
});

it('encodes a name that is not ASCII, in words of at most 75 characters', () => {
  const name = 'Müllers Werkstatt für alle, die gerne lange und schöne Namen lesen';
  const words = mailbox(name, 'hi@x.example').replace(' <hi@x.example>', '').split(' ');
  for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
  const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString()).join('');
  expect(decoded).toBe(name);
});

it('makes no second header of a line break', () => {
  expect(mailbox('Onward\r\nBcc: all@example.com', 'hi@x.example')).toBe(
    '"Onward Bcc: all@example.com" <hi@x.example>',
  );
});
