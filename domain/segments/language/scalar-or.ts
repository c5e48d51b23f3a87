import * as z from 'zod/mini';
import { complaints } from '../../../workflows/sentences.ts';

const notEmpty = z.refine<object>(
  (value) => Object.keys(value).length > 0,
  'must compare with something, as {"gte": 18}',
);

const known = (shape: object): string => Object.keys(shape).join(', ');

/**
 * A value, or an object of comparisons. What is wrong with an object is said by the object's schema, and not, as a union
 * would, that it is none of them.
 */
export const scalarOr = <Shape extends z.core.$ZodLooseShape>(
  comparisons: z.ZodMiniObject<Shape, z.core.$strict>,
) =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), comparisons.check(notEmpty)], {
    error: ({ input }) => {
      const shape = comparisons.def.shape;
      if (typeof input !== 'object' || input === null || Array.isArray(input))
        return `must be a value, or comparisons out of ${known(shape)}`;
      const checked = z.safeParse(comparisons, input);
      const [first] = checked.success ? [] : complaints(checked.error, input);
      return `${first?.reason ?? 'must be a value'}; comparisons are ${known(shape)}`;
    },
  });
