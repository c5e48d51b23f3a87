import { expect, it } from 'vitest';
import { isTimeZone, localDate, localTime } from '../../../domain/messages/local-time.ts';

it.each([
  ['America/New_York', '2026-07-01T13:05:00Z', 'Wednesday 1 July 2026, 9:05 am EDT'],
  ['America/New_York', '2026-11-24T17:00:00Z', 'Tuesday 24 November 2026, 12:00 pm EST'],
  ['Europe/London', '2026-07-01T23:30:00Z', 'Thursday 2 July 2026, 12:30 am BST'],
  ['Australia/Sydney', '2026-01-15T22:00:00Z', 'Friday 16 January 2026, 9:00 am AEDT'],
  ['Asia/Kolkata', '2026-01-15T03:30:00Z', 'Thursday 15 January 2026, 9:00 am IST'],
  ['America/Sao_Paulo', '2026-01-15T12:00:00Z', 'Thursday 15 January 2026, 9:00 am GMT-3'],
  ['UTC', '2026-01-15T09:00:00Z', 'Thursday 15 January 2026, 9:00 am UTC'],
])('in %s, %s is %s', (zone, at, told) => {
  expect(localTime(Date.parse(at), zone)).toBe(told);
});

it('tells a date without its time', () => {
  expect(localDate(Date.parse('2026-11-25T02:00:00Z'), 'America/New_York')).toBe('Tuesday 24 November 2026');
});

it('knows a zone from what is none', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', '+02:00', '', undefined, 3].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
