import * as z from 'zod/mini';
import { kinds } from './conditions/index.ts';
import { parseCondition } from './parse.ts';

type Kinds = typeof kinds;

/** A condition as it is written. */
export type Condition =
  | z.output<Kinds[keyof Kinds]['schema']>
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const several = () => z.readonly(z.array(written).check(z.minLength(1)));

const written: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union([
    ...Object.values(kinds).map((kind) => kind.schema),
    z.strictObject({ all: several() }),
    z.strictObject({ any: several() }),
    z.strictObject({ not: written }),
  ]),
);

// The API's document refers to it by this name.
z.globalRegistry.add(written, { title: 'Condition' });

/** Takes any place for granted: whether the business has one is asked when a segment is compiled. */
const anywhere = { place: { latitude: 0, longitude: 0 } };

/**
 * A condition as a schema: what is wrong with one is said with the path and the remedy, where a union could say only
 * that it is none of its options.
 */
export const conditionSchema: z.ZodMiniType<Condition> = z.pipe(
  z.transform((value: unknown, context) => {
    const parsed = parseCondition(value, anywhere);
    for (const { field, reason } of parsed.ok ? [] : parsed.complaints)
      context.issues.push({
        code: 'custom',
        input: value,
        path: field === '' ? [] : field.split('.'),
        message: reason.slice(field === '' ? 0 : field.length + 2),
      });
    return value;
  }),
  written,
);
