import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { days, durationSchema, hours, minutes, toMilliseconds } from '../../workflows/duration.ts';

describe('a duration', () => {
  it('is ISO 8601 text', () => {
    expect([days(3), hours(48), minutes(5)]).toEqual(['P3D', 'PT48H', 'PT5M']);
  });

  it.each([
    ['P3D', 259_200_000],
    ['PT48H', 172_800_000],
    ['P1DT1H1M1S', 90_061_000],
    ['P2W', 1_209_600_000],
    ['PT0S', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(toMilliseconds(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', '3D', 'P1M', 'P1Y', 'P-1D', 'P1.5D', 'PT1H '])('is not "%s"', (text) => {
    expect(z.safeParse(durationSchema, text).success).toBe(false);
    expect(() => toMilliseconds(text)).toThrow(RangeError);
  });
});
