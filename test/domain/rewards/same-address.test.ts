import { expect, it } from 'vitest';
import { mailboxOf, reachedAt } from '../../../domain/rewards/same-address.ts';

it.each([
  ['ada.love.lace@gmail.com', 'adalovelace@gmail.com'],
  ['adalovelace+oil@gmail.com', 'adalovelace@gmail.com'],
  ['a.dalovelace+x+y@googlemail.com', 'adalovelace@gmail.com'],
  ['ada+oil@example.com', 'ada@example.com'],
  ['ada.lovelace@example.com', 'ada.lovelace@example.com'],
  ['+ada@example.com', '+ada@example.com'],
])('takes %s for the mailbox %s', (email, mailbox) => {
  expect(mailboxOf(email)).toBe(mailbox);
});

it('gathers what is known and what is said, normalised', () => {
  const profile = { identifiers: { email: ['a.da@gmail.com'], phone: ['+16035550100'] } };
  const event = { traits: { email: ' Ada+new@GMAIL.com ', phone: '+1 (603) 555-0199', firstName: 'Ada' } };
  expect([...reachedAt(profile, event)]).toEqual([
    'email:ada@gmail.com',
    'phone:+16035550100',
    'phone:+16035550199',
  ]);
});

it('leaves out what is no address', () => {
  expect(reachedAt({ traits: { email: 'none', phone: 12 } }).size).toBe(0);
});
