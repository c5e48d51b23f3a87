import * as z from 'zod/mini';
import { defineKind } from '../kind.ts';
import { type EventFilter, eventName, whereInWords, whereSchema } from '../memory/filter.ts';
import { tally } from '../memory/tally.ts';
import { isZoned, onePeriod, type Period, periodFields, periodInWords, periodOf } from '../period.ts';
import type { Question } from '../question.ts';
import { deed, plural } from '../words.ts';
import { countedBy, stretchesIn, whenInWords } from './counted.ts';

/** More are not told apart from this many, and only as many have to be remembered. */
const mostTimes = 100;

const times = z.int().check(z.minimum(0), z.maximum(mostTimes));

const remedy = `must be a whole number up to ${mostTimes}, or {"gte": 2} or {"lte": 5} or both`;

/** How often: that many times exactly, or at least and at most so many. */
const timesSchema = z.union(
  [
    times,
    z
      .strictObject({ gte: z.optional(times), lte: z.optional(times) })
      .check(z.refine(({ gte, lte }) => gte !== undefined || lte !== undefined, remedy)),
  ],
  { error: remedy },
);

interface Bounds {
  readonly least: number;
  /** Infinity where there is no upper bound. */
  readonly most: number;
}

function timesInWords({ least, most }: Bounds): string {
  if (least === most) return ` exactly ${plural(least, 'time')}`;
  if (most === Number.POSITIVE_INFINITY) return least === 1 ? '' : ` at least ${plural(least, 'time')}`;
  return least === 0 ? ` at most ${plural(most, 'time')}` : ` ${least} to ${most} times`;
}

/** Asks whether an event happened between `least` and `most` times in a period. */
function timesQuestion(filter: EventFilter, period: Period, { least, most }: Bounds): Question {
  const enough = most === Number.POSITIVE_INFINITY ? Math.max(least, 1) : most + 1;
  const leaf = tally({ ...filter, period, enough });
  const holds = (count: number): boolean => count >= least && count <= most;
  const happened = `${deed(filter.event)}${whereInWords(filter.where)}`;
  return {
    says:
      most === 0
        ? `never ${happened}${periodInWords(period)}`
        : `${happened}${timesInWords({ least, most })}${periodInWords(period)}`,
    leaves: [leaf],
    reads: { zone: isZoned(period) },
    ask: (view) => countedBy(leaf, period, view, undefined, ({ times: count }) => holds(count)),
    found(view) {
      const found = stretchesIn(leaf, period, view);
      const count = found.reduce((sum, [, more]) => sum + more, 0);
      if (count === 0) return 'not once';
      const atLeast = 'within' in period && count >= enough;
      return `${atLeast ? 'at least ' : ''}${plural(count, 'time')} (${whenInWords(found, view.person.zone)})`;
    },
  };
}

const common = { where: z.optional(whereSchema), ...periodFields };

/** `{"did": "Appointment Completed", "where": {"service": "oil-change"}, "times": {"gte": 2}, "within": {"days": 90}}` */
export const did = defineKind(
  z.strictObject({ did: eventName, ...common, times: z.optional(timesSchema) }).check(onePeriod),
  (condition) => {
    const { did: event, where, times: wanted = { gte: 1 } } = condition;
    const { gte: least = 0, lte: most = Number.POSITIVE_INFINITY } =
      typeof wanted === 'number' ? { gte: wanted, lte: wanted } : wanted;
    return least > most
      ? { field: 'times', reason: `times: at least ${least} and at most ${most} is never; swap them` }
      : timesQuestion({ event, where }, periodOf(condition), { least, most });
  },
);

/** `{"didNot": "Appointment Completed", "within": {"days": 30}}` */
export const didNot = defineKind(
  z.strictObject({ didNot: eventName, ...common }).check(onePeriod),
  (condition) =>
    timesQuestion({ event: condition.didNot, where: condition.where }, periodOf(condition), {
      least: 0,
      most: 0,
    }),
);
