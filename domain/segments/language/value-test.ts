import * as z from 'zod/mini';
import { passes } from '../../../workflows/filter.ts';
import { quote } from '../../../workflows/sentences.ts';
import { scalarOr } from './scalar-or.ts';
import { listed } from './words.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'must be text, a number, true, false or null',
});
const bound = z.union([z.number(), z.string()], { error: 'must be a number or text' });
const part = z.union([z.string().check(z.minLength(1)), z.number(), z.boolean()], {
  error: 'must be text that is not empty, a number, true or false',
});

/** The comparisons that need no clock. All that are given must hold. */
export const valueComparisons = {
  in: z.optional(z.array(scalar).check(z.minLength(1))),
  not: z.optional(scalar),
  gte: z.optional(bound),
  gt: z.optional(bound),
  lte: z.optional(bound),
  lt: z.optional(bound),
  exists: z.optional(z.boolean()),
  /** A list that has this member, or a text that has this part; capitals make no difference. */
  contains: z.optional(part),
  /** A text that begins so; capitals make no difference. */
  startsWith: z.optional(z.string().check(z.minLength(1))),
};

export const valueTestSchema = scalarOr(z.strictObject(valueComparisons));
export type ValueTest = z.output<typeof valueTestSchema>;

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => plain(each) === plain(wanted));
  return typeof value === 'string' && value.toLowerCase().includes(String(wanted).toLowerCase());
}

const startsWith = (value: unknown, start: string): boolean =>
  (typeof value === 'string' || typeof value === 'number') &&
  String(value).toLowerCase().startsWith(start.toLowerCase());

/** Whether a value passes comparisons that need no clock; what is missing counts as null. */
export function passesValue(value: unknown, test: ValueTest): boolean {
  if (typeof test !== 'object' || test === null) return passes(value, test);
  const { contains: wanted, startsWith: start, ...rest } = test;
  return (
    passes(value, rest) &&
    (wanted === undefined || contains(value, wanted)) &&
    (start === undefined || startsWith(value, start))
  );
}

const spoken = (value: unknown): string => (typeof value === 'string' ? quote(value) : String(value));

/** What a test says of a value, for a sentence: what it is, and what it does, as a verb and as `-ing`. */
export interface TestWords {
  readonly is: readonly string[];
  readonly does: readonly (readonly [verb: string, ing: string])[];
}

export function wordsOf(test: ValueTest): TestWords {
  if (typeof test !== 'object' || test === null) return { is: [spoken(test)], does: [] };
  const { contains: part, startsWith: start } = test;
  const is = [
    test.in && listed(test.in.map(spoken), 'or'),
    test.not !== undefined && `not ${spoken(test.not)}`,
    test.gte !== undefined && `at least ${test.gte}`,
    test.gt !== undefined && `more than ${test.gt}`,
    test.lte !== undefined && `at most ${test.lte}`,
    test.lt !== undefined && `less than ${test.lt}`,
    test.exists !== undefined && (test.exists ? 'known' : 'not known'),
  ];
  return {
    is: is.filter((each) => typeof each === 'string'),
    does: [
      ...(part === undefined ? [] : [[`contains ${spoken(part)}`, `containing ${spoken(part)}`] as const]),
      ...(start === undefined
        ? []
        : [[`begins with ${spoken(start)}`, `beginning with ${spoken(start)}`] as const]),
    ],
  };
}

/** A test as it follows the name of what is tested, as `amount at least 18`. */
export function valueTestInWords(test: ValueTest): string {
  const { is, does } = wordsOf(test);
  return listed([...is, ...does.map(([, ing]) => ing)], 'and');
}
