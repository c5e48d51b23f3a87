import { expect, it } from 'vitest';
import { behindOthers } from '../../../domain/timing/spread.ts';

it('ten thousand people go evenly over ten minutes, each always at their own second', () => {
  const behind = Array.from({ length: 10_000 }, (_, index) => behindOthers(`per_${index}`, 'PT10M'));
  const perSecond = Map.groupBy(behind, (milliseconds) => milliseconds / 1000);
  expect(Math.min(...perSecond.keys())).toBe(0);
  expect(Math.max(...perSecond.keys())).toBe(599);
  expect([...perSecond.keys()].every(Number.isInteger)).toBe(true);
  expect(Math.max(...[...perSecond.values()].map(({ length }) => length))).toBeLessThan(40);
  expect(behindOthers('per_7', 'PT10M')).toBe(behind[7]);
  expect(behindOthers('per_7', 'PT0S')).toBe(0);
});
