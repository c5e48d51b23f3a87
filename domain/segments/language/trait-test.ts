import * as z from 'zod/mini';
import { type Day, dayAt, dayOfDate, startOfDay } from '../../timing/calendar-day.ts';
import { anniversariesAround } from './anniversary.ts';
import { beginningOf, endOf, pointSchema } from './period.ts';
import { scalarOr } from './scalar-or.ts';
import { isWithin, leavingOf, type Span, spanInWords, spanSchema } from './span.ts';
import { passesValue, type TestWords, valueComparisons, wordsOf } from './value-test.ts';
import { listed } from './words.ts';

const fewDays = z.strictObject({ days: z.int().check(z.minimum(0), z.maximum(180)) });

/**
 * What a trait must be. Beside comparisons of values there are those of a date, as `1990-05-14`, or an instant with its
 * offset; what is neither passes none of these.
 */
export const traitTestSchema = scalarOr(
  z.strictObject({
    ...valueComparisons,
    /** Earlier than a day begins, or than an instant. */
    before: z.optional(pointSchema),
    /** Later than a day ends, or than an instant. */
    after: z.optional(pointSchema),
    /** Past, and no further back. */
    inLast: z.optional(spanSchema),
    /** Today or to come, and no further ahead. */
    inNext: z.optional(spanSchema),
    /** Its day of the year is today or comes in so many days, as of a birthday. */
    anniversaryInNext: z.optional(fewDays),
  }),
);
export type TraitTest = z.output<typeof traitTestSchema>;
type Comparisons = Exclude<TraitTest, string | number | boolean | null>;

/** The comparisons that need a calendar; those of them that depend on when they are asked need a clock too. */
const dated = ['before', 'after', 'inLast', 'inNext', 'anniversaryInNext'] as const;

export const isDated = (test: TraitTest): test is Comparisons =>
  typeof test === 'object' && test !== null && dated.some((each) => test[each] !== undefined);

/** A date or an instant, from its first moment to its end, which an instant has at once. In milliseconds since 1970. */
interface When {
  readonly from: number;
  readonly to: number;
}

function whenOf(value: unknown, zone: string): When | undefined {
  if (typeof value !== 'string') return undefined;
  const day = dayOfDate(value);
  if (day !== undefined) return { from: startOfDay(day, zone), to: startOfDay(day + 1, zone) };
  const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : { from: at, to: at + 1 };
}

/** Whether a value passes a test at a moment. */
export function passesTrait(value: unknown, test: TraitTest, at: number, zone: string): boolean {
  if (!isDated(test)) return passesValue(value, test);
  const { before, after, inLast, inNext, anniversaryInNext, ...rest } = test;
  if (!passesValue(value, rest)) return false;
  if (anniversaryInNext && !hasAnniversary(value, anniversaryInNext.days, at, zone)) return false;
  if ([before, after, inLast, inNext].every((each) => each === undefined)) return true;
  const when = whenOf(value, zone);
  return (
    when !== undefined &&
    (before === undefined || when.from < beginningOf(before, zone)) &&
    (after === undefined || when.from >= endOf(after, zone)) &&
    (inLast === undefined || (when.from <= at && isWithin(inLast, when.from, at, zone))) &&
    (inNext === undefined || (when.to > at && at >= nearing(inNext, when.from, zone)))
  );
}

/** From when on a moment is no further ahead than a span. */
const nearing = ({ days: count, hours = 0 }: Span, from: number, zone: string): number =>
  count === undefined ? from - hours * 3_600_000 : startOfDay(dayAt(from, zone) - count, zone);

const hasAnniversary = (value: unknown, ahead: number, at: number, zone: string): boolean => {
  const today = dayAt(at, zone);
  return anniversariesAround(value, today).some((day) => day >= today && day <= today + ahead);
};

/** Every moment around and behind `at` at which a value's passing of a test may change by time alone. */
export function momentsOf(value: unknown, test: TraitTest, at: number, zone: string): readonly number[] {
  if (!isDated(test)) return [];
  const { inLast, inNext, anniversaryInNext } = test;
  const when = whenOf(value, zone);
  const bounds = [
    ...(when && inLast ? [when.from, leavingOf(inLast, when.from, zone)] : []),
    ...(when && inNext ? [nearing(inNext, when.from, zone), when.to] : []),
  ];
  if (!anniversaryInNext) return bounds;
  // What else is asked may begin to hold in another year.
  const days: readonly Day[] = [at, ...bounds.filter((each) => each > at)].flatMap((each) =>
    anniversariesAround(value, dayAt(each, zone)),
  );
  return [
    ...bounds,
    ...days.flatMap((day) => [startOfDay(day - anniversaryInNext.days, zone), startOfDay(day + 1, zone)]),
  ];
}

/** A test as a trait's predicate: `is at least 18 and contains "racing"`. */
export function traitTestInWords(test: TraitTest): string {
  const { is, does } = isDated(test) ? datedWordsOf(test) : wordsOf(test);
  const being = is.length > 0 ? [`is ${listed(is, 'and')}`] : [];
  return [...being, ...does.map(([verb]) => verb)].join(' and ');
}

function datedWordsOf({ before, after, inLast, inNext, anniversaryInNext, ...rest }: Comparisons): TestWords {
  const { is, does } = wordsOf(rest);
  const dates = [
    before && `before ${before}`,
    after && `after ${after}`,
    inLast && (inLast.days === 0 ? 'earlier today' : `in the last ${spanInWords(inLast)}`),
    inNext && (inNext.days === 0 ? 'today' : `in the next ${spanInWords(inNext)}`),
  ].filter((each) => each !== undefined);
  if (!anniversaryInNext) return { is: [...is, ...dates], does };
  const ahead = anniversaryInNext.days === 0 ? '' : ` or in the next ${spanInWords(anniversaryInNext)}`;
  const round = [`comes round today${ahead}`, `coming round today${ahead}`] as const;
  return { is: [...is, ...dates], does: [...does, round] };
}
