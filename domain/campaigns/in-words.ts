import type { Comparison } from './experiment/compare.ts';
import { holdOut } from './names.ts';
import type { CampaignResult } from './result.ts';

const points = (share: number): string => (share * 100).toFixed(1);

const named = (arm: string): string => (arm === holdOut ? 'the hold-out' : `"${arm}"`);

const verdicts: Readonly<Record<Comparison['verdict'], string>> = {
  real: 'Real: so large a difference is rarely chance, all comparisons taken together.',
  'not-shown': 'Not shown: chance may have made it, which does not say that there is none.',
  'too-early': 'Too early to say: the numbers still move, and who looks often finds what is not there.',
};

/** A comparison for people: the difference in percentage points, how sure it is, and how many people it would take. */
export function inWords(
  { one, other, difference, interval, verdict, needed }: Comparison,
  compares: CampaignResult['compares'],
): string {
  const did = compares === 'converted' ? 'came to the goal' : 'clicked';
  const size = `${points(Math.abs(difference))} percentage points ${difference < 0 ? 'fewer' : 'more'} of ${named(one)} than of ${named(other)} ${did} (95% interval ${points(interval.low)} to ${points(interval.high)}).`;
  const takes =
    verdict === 'real' || needed === null
      ? ''
      : ` To see a difference of that size four times in five takes ${needed.one} people in ${named(one)} and ${needed.other} in ${named(other)}.`;
  return `${size} ${verdicts[verdict]}${takes}`;
}
