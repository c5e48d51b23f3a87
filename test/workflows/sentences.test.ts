import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { complaints } from '../../workflows/sentences.ts';

it.each([
  [z.array(z.string()).check(z.maxLength(2)), ['a', 'b', 'c'], 'has too many; at most 2'],
  [z.string().check(z.maxLength(2)), 'abc', 'is too long; at most 2 characters'],
  [z.number().check(z.maximum(2)), 3, 'is 3; must be at most 2'],
])('says of what there is too much of', (schema, value, says) => {
  const { error } = z.safeParse(schema, value);
  expect(error && complaints(error, value)).toEqual([{ field: '', reason: says }]);
});
