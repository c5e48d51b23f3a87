import * as z from 'zod/mini';

/** A member of a value by its dotted path. */
export const path = z
  .string()
  .check(z.maxLength(200), z.regex(/^[^.]+(\.[^.]+)*$/, 'must be a name, or names with dots between them'));
