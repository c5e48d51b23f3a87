import { describe, expect, it } from 'vitest';
import { adding, emptyDay, hasRoom, removing, stretchOf } from '../../../domain/bookings/booked-day.ts';

const nine = Date.parse('2026-11-24T14:00:00Z');
const at = (minutesPast: number, minutes: number) => stretchOf(nine + minutesPast * 60_000, minutes);

describe('a day', () => {
  const day = adding(emptyDay('oil-change', '2026-11-24'), 'a', at(0, 60));

  it('has room before and behind an appointment, and none across it', () => {
    const rooms = [at(-30, 30), at(-30, 60), at(0, 30), at(30, 60), at(60, 30), at(-30, 120)];
    expect(rooms.map((stretch) => hasRoom(day, stretch, 1))).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('has room for as many at once as the capacity, counted moment by moment', () => {
    const two = adding(day, 'b', at(60, 60));
    // Both neighbours overlap it, but never at the same moment.
    expect(hasRoom(two, at(30, 60), 2)).toBe(true);
    expect(hasRoom(adding(two, 'c', at(30, 60)), at(60, 30), 2)).toBe(false);
  });

  it('has room again where one was taken away, however often', () => {
    const freed = removing(removing(day, 'a'), 'a');
    expect(hasRoom(freed, at(0, 60), 1)).toBe(true);
    expect(freed).toEqual(emptyDay('oil-change', '2026-11-24'));
  });

  it('may be forgotten a month later', () => {
    expect(new Date(day.expires * 1000).toISOString()).toBe('2026-12-24T00:00:00.000Z');
  });
});
