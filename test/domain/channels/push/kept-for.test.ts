import { expect, it } from 'vitest';
import { keptFor } from '../../../../domain/channels/push/kept-for.ts';

const now = new Date('2026-11-23T14:00:00Z');

it.each([
  ['2026-11-23T16:00:00.900Z', 7_200],
  ['2026-12-21T14:00:00Z', 2_419_200],
  ['2027-11-23T14:00:00Z', 2_419_200],
  ['2026-11-23T13:00:00Z', 0],
])('a notification worth reading until %s is kept for %d seconds', (until, seconds) => {
  expect(keptFor({ worthUntil: Date.parse(until), now })).toBe(seconds);
});

it('a notification of which nobody says so is for who is there', () => expect(keptFor({ now })).toBe(0));
