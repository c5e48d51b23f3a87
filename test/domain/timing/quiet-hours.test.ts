import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuietHours } from '../../../domain/timing/messaging.ts';
import { quietAt } from '../../../domain/timing/quiet-hours.ts';
import { isQuiet } from './wall-clock-model.ts';

const hours = (from: string, to: string, more: Partial<QuietHours> = {}): QuietHours => ({
  kinds: ['marketing'],
  from,
  to,
  ...more,
});
const night = hours('21:00', '08:00');

/** When it is first not quiet any more; the very moment where it is not quiet. */
function over(all: readonly QuietHours[], zone: string, at: string): string {
  let from = Date.parse(at);
  for (let quiet = quietAt(all, [zone], from); quiet; quiet = quietAt(all, [zone], from)) from = quiet.until;
  return new Date(from).toISOString();
}

describe('quiet hours', () => {
  it.each([
    ['2026-11-24T20:59:59.999-05:00', '2026-11-25T01:59:59.999Z'],
    ['2026-11-24T21:00:00-05:00', '2026-11-25T13:00:00.000Z'],
    ['2026-11-25T07:59:59.999-05:00', '2026-11-25T13:00:00.000Z'],
    ['2026-11-25T08:00:00-05:00', '2026-11-25T13:00:00.000Z'],
  ])('begin and end to the millisecond: %s', (at, free) => {
    expect(over([night], 'America/New_York', at)).toBe(free);
  });

  it('last an hour less in the night in which the clock is put forward, and an hour more when it is put back', () => {
    const length = (evening: string, zone: string) =>
      (Date.parse(over([night], zone, evening)) - Date.parse(evening)) / 3_600_000;
    expect(length('2026-03-07T21:00:00-05:00', 'America/New_York')).toBe(10);
    expect(length('2026-03-08T21:00:00-04:00', 'America/New_York')).toBe(11);
    expect(length('2026-10-31T21:00:00-04:00', 'America/New_York')).toBe(12);
    expect(length('2026-10-24T21:00:00+02:00', 'Europe/Berlin')).toBe(12);
    expect(length('2026-04-04T21:00:00+11:00', 'Australia/Lord_Howe')).toBe(11.5);
  });

  it('that would end in a skipped hour end with the skip', () => {
    expect(over([hours('21:00', '02:30')], 'America/New_York', '2026-03-08T01:59:00-05:00')).toBe(
      '2026-03-08T07:00:00.000Z',
    );
  });

  it('that begin in a skipped hour begin with the skip', () => {
    const quiet = [hours('02:30', '08:00')];
    expect(over(quiet, 'America/New_York', '2026-03-08T06:59:59.999Z')).toBe('2026-03-08T06:59:59.999Z');
    expect(over(quiet, 'America/New_York', '2026-03-08T07:00:00Z')).toBe('2026-03-08T12:00:00.000Z');
  });

  it('that end within an hour that comes twice are quiet twice, as the clock on the wall says', () => {
    const quiet = [hours('21:00', '01:30')];
    expect(over(quiet, 'America/New_York', '2026-11-01T01:00:00-04:00')).toBe('2026-11-01T05:30:00.000Z');
    expect(over(quiet, 'America/New_York', '2026-11-01T01:00:00-05:00')).toBe('2026-11-01T06:30:00.000Z');
  });

  it('that begin within an hour that comes twice are left when the clock is put back before them', () => {
    expect(over([hours('01:30', '08:00')], 'America/New_York', '2026-11-01T01:45:00-04:00')).toBe(
      '2026-11-01T06:00:00.000Z',
    );
  });

  it.each([
    ['Asia/Kolkata', '2026-11-24T02:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-24T02:15:00.000Z'],
    ['Pacific/Chatham', '2026-11-23T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23T18:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-23T19:00:00.000Z'],
  ])('end at eight in %s', (zone, eight) => {
    const before = new Date(Date.parse(eight) - 3_600_000).toISOString();
    expect(over([night], zone, before)).toBe(eight);
  });

  it('bear a day that the date line takes away', () => {
    const friday = hours('00:00', '24:00', { dates: ['2011-12-30'] });
    expect(over([friday, night], 'Pacific/Apia', '2011-12-29T22:00:00-10:00')).toBe(
      '2011-12-30T18:00:00.000Z',
    );
  });

  it('may be those of some days only, and of dates', () => {
    const sunday = hours('00:00', '24:00', { days: ['sunday'] });
    expect(over([sunday, night], 'Europe/Berlin', '2026-11-28T22:00:00+01:00')).toBe(
      '2026-11-30T07:00:00.000Z',
    );
    const christmas = hours('00:00', '24:00', { dates: ['2026-12-25', '2026-12-26'] });
    expect(over([sunday, night, christmas], 'Europe/Berlin', '2026-12-24T21:00:00+01:00')).toBe(
      '2026-12-28T07:00:00.000Z',
    );
  });

  it('are over only when they are over in every zone that it may be', () => {
    const quiet = quietAt(
      [night],
      ['America/Chicago', 'America/New_York'],
      Date.parse('2026-11-25T02:30:00Z'),
    );
    expect(quiet).toMatchObject({ zone: 'America/New_York' });
  });
});

const zones = [
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Europe/Dublin',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Antarctica/Troll',
];
const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});
/** Days on which some of these zones move their clocks, and any others. */
const day = fc.oneof(
  fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04'),
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

describe('ten thousand generated clocks', () => {
  it('are quiet as the clock on the wall says, until the first moment at which they are not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        time,
        time,
        fc.option(fc.constantFrom(['friday', 'sunday'] as const, ['monday'] as const)),
        day,
        fc.integer({ min: -14 * 60, max: 38 * 60 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (zone, from, to, days, date, minute, part) => {
          const quiet = hours(from, to, days ? { days: [...days] } : {});
          const at = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
          const found = quietAt([quiet], [zone], at);
          expect(found !== undefined).toBe(isQuiet(quiet, at, zone));
          if (!found) return;
          expect(found.until).toBeGreaterThan(at);
          expect(isQuiet(quiet, found.until - 1, zone)).toBe(true);
          const between = at + Math.floor(((found.until - at) * part) / 1_000_001);
          expect(isQuiet(quiet, between, zone)).toBe(true);
          const again = quietAt([quiet], [zone], found.until);
          expect(again !== undefined).toBe(isQuiet(quiet, found.until, zone));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
