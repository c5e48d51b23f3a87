import { quantile } from './normal.ts';

interface Wanted {
  /** Rates that are to be told apart. */
  readonly one: number;
  readonly other: number;
  /** How many people the second group has for each of the first. */
  readonly ratio?: number;
  /** The chance of calling a difference real that is none, two-sided. */
  readonly level?: number;
  /** The chance of seeing the difference if it is there. */
  readonly power?: number;
}

/**
 * How many people the first group needs so that a difference of two rates is seen with the power asked for: the usual
 * formula for two independent proportions, without continuity correction (J. L. Fleiss, Statistical Methods for Rates and
 * Proportions, 3rd ed. 2003, section 4.2, formulas 4.14 and 4.19). Infinite where the rates are the same.
 */
export function sampleSize({ one, other, ratio = 1, level = 0.05, power = 0.8 }: Wanted): number {
  const difference = one - other;
  if (difference === 0) return Number.POSITIVE_INFINITY;
  const together = (one + ratio * other) / (1 + ratio);
  const underChance = quantile(1 - level / 2) * Math.sqrt((1 + 1 / ratio) * together * (1 - together));
  const underDifference = quantile(power) * Math.sqrt(one * (1 - one) + (other * (1 - other)) / ratio);
  return Math.ceil(((underChance + underDifference) / difference) ** 2);
}
