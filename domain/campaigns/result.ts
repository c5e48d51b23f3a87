import type { Counts } from '../reports/facts.ts';
import { afterDays } from '../reports/outcome-facts.ts';
import type { CampaignRun } from './campaign-run.ts';
import { type Arm, type Comparison, compare } from './experiment/compare.ts';
import type { Interval } from './experiment/proportion.ts';
import { wilson } from './experiment/wilson.ts';
import { goalOf } from './goal.ts';
import { holdOut } from './names.ts';
import type { Progress } from './progress.ts';

const day = 86_400_000;

/** What reports count of a variant's messages, each message once; `held` are those that waited or wait for their moment. */
export const measured = [
  'held',
  'sent',
  'skipped',
  'delivered',
  'bounced',
  'opened',
  'clicked',
  'complained',
] as const;
type Measured = (typeof measured)[number];

/** What became of the people of one arm. */
interface ArmResult {
  readonly id: string;
  readonly people: number;
  readonly counts: Readonly<Record<Measured, number>>;
  /** Who came to the goal within its days of being reached; null without a goal. */
  readonly converted: number | null;
  /** Of the people, what share did what is compared, with its 95% interval; null for the hold-out where that is a click. */
  readonly rate: (Interval & { readonly rate: number }) | null;
}

export interface CampaignResult {
  /** What is compared: clicks where the campaign has no goal. */
  readonly compares: 'converted' | 'clicked';
  /** From when on it is to be read, ISO 8601: everybody has had their days. Null while the run is not over. */
  readonly readableAt: string | null;
  readonly arms: readonly ArmResult[];
  readonly comparisons: readonly Comparison[];
}

function convertedIn(counts: Counts, goal: CampaignRun['goal']): number | null {
  if (!goal) return null;
  const name = goalOf(goal.event);
  return Array.from({ length: goal.withinDays }, (_, days) => counts[afterDays(name, days)] ?? 0).reduce(
    (sum, count) => sum + count,
    0,
  );
}

/**
 * What a run brought about, by arm, and which differences are more than chance. The hold-out is compared by the goal alone:
 * nobody clicks on what they did not get.
 * @param countsOf what reports count of an arm
 */
export function resultOf(
  run: CampaignRun,
  { reached, heldOut }: Pick<Progress, 'reached' | 'heldOut'>,
  countsOf: (arm: string) => Counts,
  now: Date,
): CampaignResult {
  const { goal } = run;
  const people = { ...reached, ...(run.holdOut > 0 && { [holdOut]: heldOut }) };
  const compared: Arm[] = [];
  const arms = Object.entries(people).map(([id, of]): ArmResult => {
    const counts = countsOf(id);
    const converted = convertedIn(counts, goal);
    const count = converted ?? (id === holdOut ? undefined : (counts.clicked ?? 0));
    // Reports follow what happens by some minutes, and the run's own numbers do not.
    const arm = count === undefined ? undefined : { id, count: Math.min(count, of), of };
    if (arm) compared.push(arm);
    return {
      id,
      people: of,
      counts: Object.fromEntries(measured.map((name) => [name, counts[name] ?? 0])) as ArmResult['counts'],
      converted,
      rate: arm && of > 0 ? { rate: arm.count / of, ...wilson(arm) } : null,
    };
  });
  const readable = run.endedAt && Date.parse(run.endedAt) + (goal?.withinDays ?? 1) * day;
  return {
    compares: goal ? 'converted' : 'clicked',
    readableAt: readable ? new Date(readable).toISOString() : null,
    arms,
    comparisons: compare(compared, Boolean(readable && readable <= now.getTime())),
  };
}
