import type { Json } from '../json.ts';
import { seeded } from '../seeded.ts';
import { type IntrinsicFunction, InvalidArguments, integer, number, takes } from './function.ts';

/** Rounds halves up, as Java does. */
function int32(value: Json | undefined): number {
  const rounded = Math.round(number(value));
  if ((rounded | 0) !== rounded) throw new InvalidArguments('expected a 32-bit integer');
  return rounded | 0;
}

/** An integer from `start`, included, to `end`, not included. */
function between(start: number, end: number, chance: number): number {
  if (start >= end) throw new InvalidArguments('the start must be less than the end');
  return start + Math.floor(chance * (end - start));
}

export const numbers: Readonly<Record<string, IntrinsicFunction>> = {
  'States.MathAdd': takes(2, ([left, right]) => int32(int32(left) + int32(right))),
  'States.MathRandom': takes([2, 3], ([start, end, seed], environment) =>
    between(integer(start), integer(end), seed === undefined ? environment.random() : seeded(integer(seed))),
  ),
};
