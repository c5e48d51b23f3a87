import * as z from 'zod/mini';
import { passes } from '../../../workflows/filter.ts';
import { valueTestInWords } from './value-test.ts';

const number = z.optional(z.number());

const remedy = 'must be a number, or bounds out of {"gte": 1, "gt": 0, "lte": 9, "lt": 10}';

/** What a number must be: one number, or bounds, all of which must hold. */
export const numberTestSchema = z.union(
  [
    z.number(),
    z
      .strictObject({ gte: number, gt: number, lte: number, lt: number })
      .check(z.refine((bounds) => Object.keys(bounds).length > 0, remedy)),
  ],
  { error: remedy },
);

type NumberTest = z.output<typeof numberTestSchema>;

/** Whether a number passes; one that is missing passes nothing. */
export const passesNumber = (value: number | undefined, test: NumberTest): boolean =>
  value !== undefined && passes(value, test);

export const numberTestInWords = (test: NumberTest): string =>
  typeof test === 'number' ? `exactly ${test}` : valueTestInWords(test);
