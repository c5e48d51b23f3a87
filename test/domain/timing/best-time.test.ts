import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTime } from '../../../domain/timing/best-time.ts';
import { shown } from './wall-clock-model.ts';

const newYork = 'America/New_York';
const at = (text: string): number => Date.parse(text);
const opensAt = (hour: string, times: number): number[] =>
  Array.from({ length: times }, (_, index) =>
    at(`2026-11-${String(index + 1).padStart(2, '0')}T${hour}:20:00-05:00`),
  );
const best = (opens: readonly number[], now: string, zone = newYork) =>
  new Date(bestTime(opens, zone, 10, at(now))).toISOString();

describe('the best time', () => {
  it('is the usual hour where nothing is known, today or tomorrow', () => {
    expect(best([], '2026-11-24T08:30:00-05:00')).toBe('2026-11-24T15:00:00.000Z');
    expect(best([], '2026-11-24T11:00:00-05:00')).toBe('2026-11-25T15:00:00.000Z');
  });

  it('is now within the best hour', () => {
    expect(best([], '2026-11-24T10:42:00-05:00')).toBe('2026-11-24T15:42:00.000Z');
  });

  it('becomes the hour at which the person opens once they did so a few times, not by the first', () => {
    expect(best(opensAt('19', 1), '2026-11-24T08:00:00-05:00')).toBe('2026-11-24T15:00:00.000Z');
    expect(best(opensAt('19', 4), '2026-11-24T08:00:00-05:00')).toBe('2026-11-25T00:00:00.000Z');
  });

  it('knows that midnight lies beside eleven at night', () => {
    const opens = [...opensAt('23', 3), ...opensAt('00', 4), ...opensAt('01', 3)];
    expect(best(opens, '2026-11-24T08:00:00-05:00')).toBe('2026-11-25T05:00:00.000Z');
  });

  it('has full hours by the clock of half-hour zones', () => {
    expect(best([], '2026-11-24T01:00:00Z', 'Asia/Kolkata')).toBe('2026-11-24T04:30:00.000Z');
  });

  it('is the next best where the clocks leave the best hour out', () => {
    const chosen = bestTime([], 'Europe/Berlin', 2, at('2026-03-28T03:00:00Z'));
    expect(new Date(chosen).toISOString()).toBe('2026-03-29T00:00:00.000Z');
  });

  it('lies within a day from now, and is as good as any hour of it', () => {
    const opens = fc.array(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
      {
        maxLength: 40,
      },
    );
    const now = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        opens,
        fc.constantFrom(newYork, 'Asia/Kathmandu', 'Europe/Berlin'),
        fc.nat({ max: 23 }),
        now,
        (dates, zone, usual, date) => {
          const chosen = bestTime(dates.map(Number), zone, usual, Number(date));
          expect(chosen).toBeGreaterThanOrEqual(Number(date));
          expect(chosen).toBeLessThanOrEqual(Number(date) + 86_400_000);
          // Where a day leaves an hour out, the best one may come only on the day after.
          const twoDaysOn = shown(Number(date) + 2 * 86_400_000, zone);
          if (twoDaysOn.minute !== shown(Number(date), zone).minute) return;
          const later = bestTime(dates.map(Number), zone, usual, chosen);
          expect(shown(later, zone).minute).toBe(shown(chosen, zone).minute);
        },
      ),
      { numRuns: 500 },
    );
  });
});
