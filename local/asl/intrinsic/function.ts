import type { Environment } from '../expression/environment.ts';
import type { Json } from '../json.ts';

/** Thrown by a function for arguments that it does not take; the detail is told after AWS's own words. */
export class InvalidArguments extends Error {
  override readonly name = 'InvalidArguments';
}

/** One of the functions that JSONPath states may call: `States.Format`. */
export interface IntrinsicFunction {
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  /** @throws InvalidArguments */
  call(parameters: readonly Json[], environment: Environment): Json;
}

export const takes = (
  count: number | readonly [least: number, most: number],
  call: IntrinsicFunction['call'],
): IntrinsicFunction => {
  const [least, most] = typeof count === 'number' ? [count, count] : count;
  return { least, most, call };
};

export function array(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new InvalidArguments('expected an array');
}

export function text(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw new InvalidArguments('expected a string');
}

export function number(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  throw new InvalidArguments('expected a number');
}

/** AWS cuts fractions off, where its documentation speaks of rounding. */
export const integer = (value: Json | undefined): number => Math.trunc(number(value));
