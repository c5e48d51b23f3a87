import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { dateOf, dayAt, dayOfDate, startOfDay } from '../../../domain/timing/calendar-day.ts';

const zones = Intl.supportedValuesOf('timeZone');
const moment = fc.integer({
  min: Date.parse('2012-01-01T00:00:00Z'),
  max: Date.parse('2037-12-31T00:00:00Z'),
});

it('goes by the calendar of every zone there is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      const day = dayAt(at, zone);
      expect(dateOf(day)).toBe(there.toPlainDate().toString());
      expect(startOfDay(day, zone)).toBe(there.startOfDay().epochMilliseconds);
    }),
    { numRuns: 2_000 },
  );
});

it('begins each day on a quarter of an hour, which conditions count on', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
      expect(startOfDay(dayAt(at, zone), zone) % (15 * 60_000)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['a skipped midnight begins with the skip', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['of two midnights the first', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['a day that the date line took is over at once', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s', (_, date, zone, begins) => {
  expect(new Date(startOfDay(dayOfDate(date) ?? 0, zone)).toISOString()).toBe(begins);
});

it('never runs backwards where a clock was put back over midnight', () => {
  const zone = 'America/St_Johns';
  const minutes = Array.from(
    { length: 180 },
    (_, index) => Date.parse('2010-11-07T01:30:00Z') + index * 60_000,
  );
  const days = minutes.map((at) => dayAt(at, zone));
  expect(days).toEqual(days.toSorted((a, b) => a - b));
});

it('knows no day that no calendar has', () => {
  expect(['2026-02-30', '2026-2-3', 'today', '2026-02-28'].map(dayOfDate)).toEqual([
    undefined,
    undefined,
    undefined,
    20512,
  ]);
});
