import { Problem } from './problem.ts';

/** A list's place as its pages tell it: opaque to callers. Null on the last page. */
export const cursorTo = (place: string | null): string | null =>
  place && Buffer.from(place).toString('base64url');

/**
 * The place that a cursor stands for; undefined without one.
 * @param form what the list's own places look like
 * @param list whose pages give such cursors, as `a page of reviews`
 * @throws Problem 400 for a cursor that no page gave
 */
export function placeIn(cursor: string | undefined, form: RegExp, list: string): string | undefined {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!form.test(place))
    throw new Problem(400, `cursor: not one that ${list} gave as \`next\``, { field: 'cursor' });
  return place;
}
