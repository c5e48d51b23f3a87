import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../functions/run-step/tasks/moment.ts';
import type { MomentTask } from '../../../workflows/task.ts';

const task = (from: string, days: number, time: string): MomentTask => ({
  kind: 'moment',
  step: 'remind',
  run: { id: 'run', person: 'per', journey: 'j', version: 'v' },
  visit: 0,
  events: {},
  from,
  days,
  time,
});

describe('a wall-clock moment', () => {
  it.each([
    [
      'the day before at nine',
      '2026-12-01T20:00:00Z',
      -1,
      '09:00',
      'America/New_York',
      '2026-11-30T14:00:00Z',
    ],
    [
      'counted from the date there, not in UTC',
      '2026-12-01T02:00:00Z',
      0,
      '09:00',
      'America/New_York',
      '2026-11-30T14:00:00Z',
    ],
    [
      'across the end of summer time',
      '2026-11-02T15:00:00Z',
      -1,
      '09:00',
      'America/New_York',
      '2026-11-01T14:00:00Z',
    ],
    [
      'at a time that spring skips: an hour later',
      '2027-03-14T15:00:00Z',
      0,
      '02:30',
      'America/New_York',
      '2027-03-14T07:30:00Z',
    ],
    [
      'at a time that autumn has twice: the first',
      '2026-11-01T15:00:00Z',
      0,
      '01:30',
      'America/New_York',
      '2026-11-01T05:30:00Z',
    ],
    [
      'where the offset is no whole hour',
      '2026-12-01T12:00:00Z',
      1,
      '08:15',
      'Asia/Kathmandu',
      '2026-12-02T02:30:00Z',
    ],
  ])('is %s', (_, from, days, time, zone, expected) => {
    expect(momentOf(task(from, days, time), zone)).toBe(expected);
  });
});
