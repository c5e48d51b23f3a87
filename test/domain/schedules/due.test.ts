import { describe, expect, it } from 'vitest';
import { isCalendarDuration, isWallTime, readDate } from '../../../domain/schedules/calendar.ts';
import { nextDue } from '../../../domain/schedules/due.ts';
import type { AfterEvent, TraitDate } from '../../../domain/schedules/schedule.ts';

const newYork = 'America/New_York';

/** When a date in the profile is due next, behind a moment. */
const onDate = (birthday: unknown, behind: string, more: Partial<TraitDate> = {}, zone = newYork) =>
  told(
    nextDue(
      { when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00', ...more } },
      { traits: { birthday }, identifiers: {} },
      zone,
      undefined,
      Date.parse(behind),
    ),
  );

/** When something is due so long after an event, asked right after it. */
const after = (since: string, duration: string, more: Partial<AfterEvent> = {}, zone = newYork) =>
  told(
    nextDue(
      { when: { kind: 'event', event: 'E', after: duration, ...more } },
      { traits: {}, identifiers: {} },
      zone,
      since,
      Date.parse(since),
    ),
  );

const told = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

describe('a date that comes every year', () => {
  it.each([
    ['is ahead this year', '1980-12-01', '2026-11-24T00:00:00Z', {}, '2026-12-01T14:00:00.000Z'],
    [
      'is next year’s once its time has come',
      '1980-12-01',
      '2026-12-01T14:00:00Z',
      {},
      '2027-12-01T14:00:00.000Z',
    ],
    [
      'is told with a time, which does not count',
      '1980-12-01T23:30:00Z',
      '2026-11-24T00:00:00Z',
      {},
      '2026-12-01T14:00:00.000Z',
    ],
    [
      '29 February is the 28th in other years',
      '1980-02-29',
      '2026-11-24T00:00:00Z',
      {},
      '2027-02-28T14:00:00.000Z',
    ],
    [
      '29 February is itself in leap years',
      '1980-02-29',
      '2027-03-01T00:00:00Z',
      {},
      '2028-02-29T14:00:00.000Z',
    ],
    [
      'a week before it may be in the year before',
      '1980-01-03',
      '2026-11-24T00:00:00Z',
      { offset: '-P7D' },
      '2026-12-27T14:00:00.000Z',
    ],
    [
      'after it may be in the year behind',
      '1980-12-28',
      '2027-01-02T00:00:00Z',
      { offset: 'P1W' },
      '2027-01-04T14:00:00.000Z',
    ],
    ['years behind it', '1980-12-01', '2026-11-24T00:00:00Z', { offset: 'P2Y' }, '2026-12-01T14:00:00.000Z'],
    ['first comes the year after', '2026-12-01', '2026-11-24T00:00:00Z', {}, '2027-12-01T14:00:00.000Z'],
    [
      'a time that clocks leap over is the moment of the leap',
      '1980-03-14',
      '2026-11-24T00:00:00Z',
      { time: '02:30' },
      '2027-03-14T07:00:00.000Z',
    ],
    [
      'a time that clocks show twice is the first',
      '1980-11-07',
      '2026-12-24T00:00:00Z',
      { time: '01:30' },
      '2027-11-07T05:30:00.000Z',
    ],
    ['no date is never due', 'soon', '2026-11-24T00:00:00Z', {}, undefined],
    ['a day that its month has not is no date', '1981-02-29', '2026-11-24T00:00:00Z', {}, undefined],
  ] as const)('%s', (_, birthday, behind, more, expected) => {
    expect(onDate(birthday, behind, more)).toBe(expected);
  });

  it('comes on the day itself if it comes once, and not again', () => {
    expect(onDate('2026-12-01', '2026-11-24T00:00:00Z', { every: 'once' })).toBe('2026-12-01T14:00:00.000Z');
    expect(onDate('2026-12-01', '2026-12-01T14:00:00Z', { every: 'once' })).toBeUndefined();
  });

  it('lies further in the traits by a dotted path', () => {
    expect(onDate({ car: '1980-12-01' }, '2026-11-24T00:00:00Z', { trait: 'birthday.car' })).toBe(
      '2026-12-01T14:00:00.000Z',
    );
  });

  it('is skipped with the day that the date line skips', () => {
    expect(onDate('1980-12-30', '2011-11-24T00:00:00Z', {}, 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  });
});

describe('so long after an event', () => {
  it.each([
    [
      '6 months after 31 August is the last of February',
      '2026-08-31T15:00:00Z',
      'P6M',
      {},
      '2027-02-28T16:00:00.000Z',
    ],
    [
      'at the same time of the clock, whatever clocks did between',
      '2026-10-30T13:00:00Z',
      'P1W',
      {},
      '2026-11-06T14:00:00.000Z',
    ],
    [
      'at a time of the person’s clock',
      '2026-08-31T03:00:00Z',
      'P1D',
      { time: '10:00' },
      '2026-08-31T14:00:00.000Z',
    ],
    ['a year after 29 February', '2028-02-29T15:00:00Z', 'P1Y', {}, '2029-02-28T15:00:00.000Z'],
    ['the same day is past if its time is', '2026-08-31T15:00:00Z', 'P0D', { time: '10:00' }, undefined],
  ] as const)('%s', (_, since, duration, more, expected) => {
    expect(after(since, duration, more)).toBe(expected);
  });
});

it('knows durations, times and dates from what only looks like them', () => {
  expect(['P6M', '-P7D', 'P1Y2M3W4D', 'P0D'].filter(isCalendarDuration)).toHaveLength(4);
  expect(['P', 'PT6H', 'P6', 'P1.5D', 'P99999D', '6M'].filter(isCalendarDuration)).toEqual([]);
  expect(
    ['2026-02-29T09:00', '2026-12-01T24:00', '2026-12-01T09:00Z', '2026-12-01'].filter(isWallTime),
  ).toEqual([]);
  expect([null, 19801201, '1980-13-01', '01.12.1980'].map(readDate)).toEqual(Array(4).fill(undefined));
});
