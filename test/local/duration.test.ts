import { expect, test } from 'vitest';
import { durationMs } from '../../local/duration.ts';

test.each([
  ['P3D', 259_200_000],
  ['PT48H', 172_800_000],
  ['P1W', 604_800_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['PT0S', 0],
])('reads %s', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test.each(['', 'P', 'PT', 'P1M', 'P1Y', '3 days', '-P1D', 'P1DT'])('refuses "%s"', (text) => {
  expect(durationMs(text)).toBeUndefined();
});
