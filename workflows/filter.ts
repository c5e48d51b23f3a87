import type { EventFilter, Test } from './task.ts';

type Bound = number | string;

/** A property by its dotted path; undefined where any part of the way is missing. */
export const property = (properties: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
          ? Reflect.get(inner, key)
          : undefined,
      properties,
    );

/** Numbers compare with numbers, text with text; anything else is out of bounds. */
function within(value: unknown, bound: Bound | undefined, holds: (order: number) => boolean): boolean {
  if (bound === undefined) return true;
  if (typeof value === 'number' && typeof bound === 'number') return holds(value - bound);
  if (typeof value === 'string' && typeof bound === 'string')
    return holds(value < bound ? -1 : Number(value > bound));
  return false;
}

/** Whether a value passes a test. A missing value counts as null, in tests and in `in` lists alike. */
export function passes(found: unknown, test: Test): boolean {
  const value = found ?? null;
  if (typeof test !== 'object' || test === null) return value === test;
  return (
    (test.in === undefined || test.in.some((each) => each === value)) &&
    (test.not === undefined || value !== test.not) &&
    (test.exists === undefined || (value !== null) === test.exists) &&
    within(value, test.gte, (order) => order >= 0) &&
    within(value, test.gt, (order) => order > 0) &&
    within(value, test.lte, (order) => order <= 0) &&
    within(value, test.lt, (order) => order < 0)
  );
}

/** Whether an event is one that a filter asks for: its name, and every test of `where`. */
export const matches = (
  filter: EventFilter,
  event: { readonly name: string; readonly properties: Readonly<Record<string, unknown>> },
): boolean =>
  filter.event === event.name &&
  Object.entries(filter.where ?? {}).every(([path, test]) => passes(property(event.properties, path), test));
