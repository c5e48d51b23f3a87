import * as z from 'zod/mini';
import type { EventDefinition, PropertiesOf, Shape } from './events/define-event.ts';
import { type Ref, refSchema } from './reference.ts';
import type { Test } from './task.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const bound = z.union([z.number(), z.string()]);

export const testSchema: z.ZodMiniType<Test> = z.union(
  [
    scalar,
    z.strictObject({
      in: z.optional(z.readonly(z.array(scalar).check(z.minLength(1)))),
      not: z.optional(scalar),
      gte: z.optional(bound),
      gt: z.optional(bound),
      lte: z.optional(bound),
      lt: z.optional(bound),
      exists: z.optional(z.boolean()),
    }),
  ],
  { error: 'must be a value, or comparisons out of in, not, gte, gt, lte, lt and exists' },
);

export const eventNameSchema = z.string().check(z.minLength(1));
/** Under which name later steps know an event. */
export const asSchema = z
  .string()
  .check(
    z.regex(/^(?!run$)[a-z][A-Za-z0-9]{0,39}$/, 'must be a camelCase name of at most 40 letters, not "run"'),
  );

/** A filter in which values may still be references. */
export const filterFields = {
  event: eventNameSchema,
  where: z.optional(
    z.record(
      z.string(),
      z.union([refSchema, testSchema], { error: 'must be a value, comparisons, or a reference' }),
    ),
  ),
};
export const filterSchema = z.strictObject(filterFields);
export type DocumentFilter = z.output<typeof filterSchema>;

type Scalar = string | number | boolean;

/** The tests that fit a property of this type. */
export type Comparable<T> = [NonNullable<T>] extends [Scalar]
  ?
      | NonNullable<T>
      | null
      | {
          readonly in?: readonly (NonNullable<T> | null)[];
          readonly not?: NonNullable<T> | null;
          readonly gte?: NonNullable<T> & (number | string);
          readonly gt?: NonNullable<T> & (number | string);
          readonly lte?: NonNullable<T> & (number | string);
          readonly lt?: NonNullable<T> & (number | string);
          readonly exists?: boolean;
        }
  : { readonly exists?: boolean };

/** What the author asks of an event's properties: tests or references, by name, or by dotted path further in. */
type Where<Properties extends Shape> = {
  readonly [K in keyof PropertiesOf<Properties>]?:
    | Comparable<PropertiesOf<Properties>[K]>
    | Ref<PropertiesOf<Properties>[K]>;
} & { readonly [path: `${string}.${string}`]: Test | Ref };

/** An event and what its properties must be, as the author writes it. */
export interface FilterOptions<Properties extends Shape> {
  readonly event: EventDefinition<string, Properties>;
  readonly where?: Where<Properties>;
}

export const toFilter = ({
  event,
  where,
}: {
  readonly event: { readonly name: string };
  readonly where?: object;
}): DocumentFilter => ({ event: event.name, ...(where && { where: { ...where } }) });
