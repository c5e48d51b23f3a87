import * as z from 'zod/mini';
import { defineKind } from '../kind.ts';
import { eventName, whereInWords, whereSchema } from '../memory/filter.ts';
import { type Measure, tally } from '../memory/tally.ts';
import { numberTestInWords, numberTestSchema, passesNumber } from '../number-test.ts';
import { isZoned, onePeriod, periodFields, periodInWords, periodOf } from '../period.ts';
import { plural } from '../words.ts';
import { countedBy, stretchesIn, type Total, totalOf } from './counted.ts';
import { path } from './path.ts';

const measures = ['sum', 'average', 'min', 'max'] as const satisfies readonly Measure[];

const names: Readonly<Record<Measure, string>> = {
  sum: 'sum',
  average: 'average',
  min: 'lowest',
  max: 'highest',
};

/** What it comes to; a sum of nothing is 0, everything else of nothing is not there. */
function measured({ times, value }: Total, as: Measure): number | undefined {
  if (as === 'sum') return value ?? 0;
  return as === 'average' && value !== undefined ? value / times : value;
}

/** `{"sum": "amount", "of": "Appointment Completed", "within": {"days": 365}, "is": {"gte": 500}}` */
export const measure = defineKind(
  z
    .strictObject({
      of: eventName,
      /** Path of the property; events in which it is no number do not count. */
      sum: z.optional(path),
      average: z.optional(path),
      min: z.optional(path),
      max: z.optional(path),
      is: numberTestSchema,
      where: z.optional(whereSchema),
      ...periodFields,
    })
    .check(
      onePeriod,
      z.refine(
        (condition) => measures.filter((each) => condition[each] !== undefined).length === 1,
        `must measure a property by one of: ${measures.join(', ')}`,
      ),
    ),
  (condition) => {
    const { of: event, where, is } = condition;
    const as = measures.find((each) => condition[each] !== undefined) ?? 'sum';
    const property = condition[as] ?? '';
    const period = periodOf(condition);
    const leaf = tally({ event, where, period, measured: { as, property } });
    return {
      says: `${names[as]} of ${property} of "${event}"${whereInWords(where)} is ${numberTestInWords(is)}${periodInWords(period)}`,
      leaves: [leaf],
      reads: { zone: isZoned(period) },
      ask: (view) => countedBy(leaf, period, view, as, (total) => passesNumber(measured(total, as), is)),
      found(view) {
        const total = totalOf(stretchesIn(leaf, period, view), as);
        const value = measured(total, as);
        return `${value === undefined ? 'nothing' : Math.round(value * 100) / 100} (${plural(total.times, 'time')})`;
      },
    };
  },
);
