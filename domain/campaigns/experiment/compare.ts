import { holm } from './holm.ts';
import { newcombe } from './newcombe.ts';
import { type Interval, type Proportion, rateOf } from './proportion.ts';
import { sampleSize } from './sample-size.ts';
import { pValue } from './significance.ts';

/** The chance of calling any difference of one result real that is none. */
const level = 0.05;

/** People of one experiment who got the same, or nothing. */
export interface Arm extends Proportion {
  readonly id: string;
}

/**
 * `real`: so large a difference is rarely chance, all comparisons of the experiment taken together. `not-shown`: chance may
 * have made it, which does not say that there is none. `too-early`: the day that the experiment was to be read has not come;
 * who looks again and again sooner or later finds what is not there.
 */
type Verdict = 'real' | 'not-shown' | 'too-early';

export interface Comparison {
  readonly one: string;
  readonly other: string;
  /** The rate of `one` minus the rate of `other`. */
  readonly difference: number;
  /** 95%, for this difference alone. */
  readonly interval: Interval;
  /** Adjusted by Holm for all comparisons of the experiment. */
  readonly p: number;
  readonly verdict: Verdict;
  /** People in each of the two, in their present proportion, with whom a difference of this size would be seen four times in five; null without one. */
  readonly needed: { readonly one: number; readonly other: number } | null;
}

function neededFor(one: Arm, other: Arm): Comparison['needed'] {
  const ratio = other.of / one.of;
  const size = sampleSize({ one: rateOf(one), other: rateOf(other), ratio, level });
  return Number.isFinite(size) ? { one: size, other: Math.ceil(size * ratio) } : null;
}

/**
 * Compares every arm with the one that got nothing, and the arms with one another. Arms without people are left out.
 * @param final whether everybody has had their time, as it was set before: until then nothing is called real
 */
export function compare(arms: readonly Arm[], final: boolean): readonly Comparison[] {
  const peopled = arms.filter(({ of }) => of > 0);
  const pairs = peopled.flatMap((one, index) =>
    peopled.slice(index + 1).map((other) => [one, other] as const),
  );
  const adjusted = holm(pairs.map(([one, other]) => pValue(one, other)));
  return pairs.map(([one, other], index) => {
    const p = adjusted[index] ?? 1;
    const found = p < level ? 'real' : 'not-shown';
    return {
      one: one.id,
      other: other.id,
      difference: rateOf(one) - rateOf(other),
      interval: newcombe(one, other),
      p,
      verdict: final ? found : 'too-early',
      needed: neededFor(one, other),
    };
  });
}
