import { models, sharesOf } from './attribution/models.ts';
import { businessDay } from './business-day.ts';
import { campaignCell, originCell, segmentsCell } from './cell.ts';
import type { Counts, Fact } from './facts.ts';
import { type Goal, isGoal } from './goals.ts';
import type { Outcome } from './outcome.ts';

/** One outcome, in the parts that are shared out. */
export const wholeOutcome = 1_000;

/** The counter of an outcome or of revenue, as a model shares it: thousandths, or cents. */
export const sharedBy = (what: Goal | 'revenue', model: string): string => `${what}.${model}`;

/** The counter of those whom a campaign reached that came to a goal so many days later. */
export const afterDays = (goal: string, days: number): string => `${goal}@${days}`;

/** What each of the origins of a goal has of it, by every model. */
function credits(goal: Goal, cents: number, origins: number): readonly Counts[] {
  const shared = models.flatMap((model) => [
    { name: sharedBy(goal, model), shares: sharesOf(wholeOutcome, model, origins) },
    { name: sharedBy('revenue', model), shares: sharesOf(cents, model, origins) },
  ]);
  return Array.from({ length: origins }, (_, index) =>
    Object.fromEntries(
      shared.flatMap(({ name, shares }) => (shares[index] ? [[name, shares[index]] as const] : [])),
    ),
  );
}

/** What an outcome counts for, on its own day: shared among what led to it, or nobody's where nothing is known to have. */
export function outcomeFacts(outcome: Outcome, zone: string): readonly Fact[] {
  const { at, what, cents = 0, stars, touches, exposures = [], segments = [] } = outcome;
  const day = businessDay(at, zone);
  const origins = touches.length > 0 ? touches : [{}];
  const shares = isGoal(what)
    ? credits(what, cents, origins.length)
    : origins.map((_, index) => (index === origins.length - 1 ? { [what]: 1 } : {}));
  const whole: Counts = { [what]: 1, ...(cents > 0 && { revenue: cents }) };
  return [
    ...origins.map((origin, index) => ({ cell: originCell(day, origin), counts: shares[index] ?? {} })),
    ...(stars === undefined ? [] : [{ cell: originCell(day, {}), counts: { reviews: 1, stars } }]),
    ...(segments.length > 0 ? [{ cell: segmentsCell(day, segments), counts: whole, segments }] : []),
    ...exposures.map(({ campaign, run, variant, days }) => ({
      cell: campaignCell(campaign, run, variant),
      counts: { [afterDays(what, days)]: 1 },
    })),
  ];
}
