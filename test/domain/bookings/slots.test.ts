import { describe, expect, it } from 'vitest';
import centreJson from '#centre' with { type: 'json' };
import {
  bookableDates,
  instantThere,
  offeredAt,
  offeredOn,
  slotsOn,
} from '../../../domain/bookings/slots.ts';
import { parseCentre } from '../../../domain/centre/centre.ts';

const centre = parseCentre(centreJson);
const hour = { minutes: 60 };

/** A centre that is open at these hours on Sundays, the days on which the clocks change. */
const onSundays = (timezone: string, ...sunday: string[]) =>
  parseCentre({ ...centreJson, timezone, openingHours: { ...centreJson.openingHours, sunday } });

const starts = (on: ReturnType<typeof onSundays>, service: { minutes: number }, date: string) =>
  slotsOn(on, service, date).map(({ at }) => instantThere(at, on.timezone).slice(11));

describe('the times of a day', () => {
  it('lie in the opening hours, the last one ending with them', () => {
    expect(starts(centre, hour, '2026-11-28')).toEqual(
      ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00'].map((time) => `${time}:00-05:00`),
    );
  });

  it('are none on a weekday without hours, and on a day that is closed besides', () => {
    expect(slotsOn(centre, hour, '2026-11-29')).toEqual([]);
    expect(slotsOn(centre, hour, '2026-12-25')).toEqual([]);
  });

  it('lack the hour that daylight saving skips in spring', () => {
    expect(starts(onSundays('America/New_York', '00:00-05:00'), hour, '2027-03-14')).toEqual([
      '00:00:00-05:00',
      '00:30:00-05:00',
      '01:00:00-05:00',
      '01:30:00-05:00',
      '03:00:00-04:00',
      '03:30:00-04:00',
      '04:00:00-04:00',
    ]);
  });

  it('have the hour twice that comes twice in autumn, each time an instant of its own', () => {
    const slots = starts(onSundays('America/New_York', '00:30-03:00'), { minutes: 30 }, '2026-11-01');
    expect(slots).toEqual([
      '00:30:00-04:00',
      '01:00:00-04:00',
      '01:30:00-04:00',
      '01:00:00-05:00',
      '01:30:00-05:00',
      '02:00:00-05:00',
      '02:30:00-05:00',
    ]);
    expect(new Set(slots).size).toBe(7);
  });

  it('begin and end where the clocks jump when an opening or a closing is skipped', () => {
    const zone = 'America/New_York';
    expect(starts(onSundays(zone, '02:30-04:00'), hour, '2027-03-14')).toEqual(['03:00:00-04:00']);
    expect(starts(onSundays(zone, '02:00-04:00'), hour, '2027-03-14')).toEqual(['03:00:00-04:00']);
    expect(starts(onSundays(zone, '01:00-02:30'), hour, '2027-03-14')).toEqual(['01:00:00-05:00']);
  });

  it('are right where the clocks change by half an hour, and at midnight', () => {
    expect(starts(onSundays('Australia/Lord_Howe', '01:00-03:00'), { minutes: 30 }, '2026-10-04')).toEqual([
      '01:00:00+10:30',
      '01:30:00+10:30',
      '02:30:00+11:00',
    ]);
    expect(starts(onSundays('Africa/Cairo', '22:00-24:00'), hour, '2026-11-01')).toEqual([
      '22:00:00+02:00',
      '22:30:00+02:00',
      '23:00:00+02:00',
    ]);
  });
});

describe('what is offered', () => {
  const now = new Date('2026-11-23T14:10:00Z');

  it('keeps the notice, to the minute', () => {
    const first = offeredOn(centre, hour, '2026-11-23', now)[0];
    expect(new Date(first?.at ?? 0).toISOString()).toBe('2026-11-23T18:00:00.000Z');
    const exactly = new Date('2026-11-23T16:00:00Z');
    expect(offeredAt(centre, hour, '2026-11-23T18:00:00Z', exactly)).toBeDefined();
    expect(offeredAt(centre, hour, '2026-11-23T18:00:00Z', new Date(exactly.getTime() + 1))).toBeUndefined();
  });

  it('ends so many days ahead, by the date at the centre', () => {
    expect(bookableDates(centre, now)).toEqual({ first: '2026-11-23', last: '2027-01-22' });
    expect(bookableDates(centre, new Date('2026-11-24T04:59:00Z')).first).toBe('2026-11-23');
    expect(offeredOn(centre, hour, '2027-01-22', now)).not.toEqual([]);
    expect(offeredOn(centre, hour, '2027-01-23', now)).toEqual([]);
  });

  it('knows a time however its offset is written', () => {
    const written = ['2026-11-24T09:00:00-05:00', '2026-11-24T14:00:00.000Z', '2026-11-24T15:00:00+01:00'];
    const dates = written.map((startsAt) => offeredAt(centre, hour, startsAt, now)?.date);
    expect(dates).toEqual(['2026-11-24', '2026-11-24', '2026-11-24']);
    expect(offeredAt(centre, hour, '2026-11-24T09:00:01-05:00', now)).toBeUndefined();
  });
});
