import { describe, expect, it } from 'vitest';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Outside } from '../../../functions/run-step/outside.ts';
import { moment, momentOf } from '../../../functions/run-step/tasks/moment.ts';
import type { MomentTask } from '../../../workflows/task.ts';
import { OutsideWorld } from '../outside-world.ts';

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

describe('the time zone of a moment', () => {
  const at = '2026-11-16T09:00:00.000Z';
  const found = async (stated: string | null, own: unknown) => {
    const { table } = new OutsideWorld();
    await table.put({ ...newProfile('per', at), traits: { timezone: own } });
    const asked = { ...task('2026-12-01T12:00:00Z', 0, '09:00'), timezone: stated };
    return moment(asked, { table, timezone: 'America/New_York' } as Outside, new Date(at));
  };

  it('is the event’s, else the person’s, else the business’s', async () => {
    expect(await found('Asia/Tokyo', 'Europe/Berlin')).toEqual({ at: '2026-12-01T00:00:00Z' });
    expect(await found(null, 'Europe/Berlin')).toEqual({ at: '2026-12-01T08:00:00Z' });
    expect(await found(null, undefined)).toEqual({ at: '2026-12-01T14:00:00Z' });
  });

  it('is never one that is none, as a browser may state', async () => {
    expect(await found(null, 'Nowhere/Land')).toEqual({ at: '2026-12-01T14:00:00Z' });
    expect(await found('', 7)).toEqual({ at: '2026-12-01T14:00:00Z' });
  });
});
