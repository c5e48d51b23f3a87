import * as z from 'zod/mini';
import { channel, topic } from '../../workflows/events/fields.ts';
import { cellTypes } from './cell.ts';

const columnName = z.string().check(z.minLength(1), z.maxLength(200));

/** Where a column goes: the person's identifiers, or a trait, whose dots lead into objects. */
const place = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(
      /^(userId|email|phone|anonymousId|traits(\.[^.]+){1,4})$/,
      'must be userId, email, phone, anonymousId, or a trait as traits.firstName or traits.address.city',
    ),
  );

const target = z.strictObject({ to: place, type: z.optional(z.enum(cellTypes)) });

const columnTarget = z.union(
  [z.null(), target],
  'must be {"to": "traits.age", "type": "number"}, or null to leave the column out',
);

const columnOrigin = z.strictObject({ column: columnName });

/** A row's own cell, or the same for all rows. */
const origin = z.union(
  [columnOrigin, z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) })],
  'must be {"column": "its name"}, or {"value": …} for the same in every row',
);

const property = z.union(
  [
    z.strictObject({ column: columnName, type: z.optional(z.enum(cellTypes)) }),
    z.strictObject({ value: z.unknown() }),
  ],
  'must be {"column": "its name", "type": "number"}, or {"value": …} for the same in every row',
);

/** A consent that rows tell of. It counts only with its proof: where it was given (`source`), and when (`at`). */
const consent = z.strictObject({
  channel,
  topic,
  /** The column that says yes or no. Without one, who has an `at` has agreed. */
  given: z.optional(columnOrigin),
  source: origin,
  at: origin,
  wording: z.optional(origin),
});

const event = z.strictObject({
  name: origin,
  timestamp: z.optional(origin),
  properties: z._default(z.record(columnName, property), {}),
});

/** What the columns of a table mean. What is not named is taken by its header, see `targetOf`. */
export const mappingSchema = z.strictObject({
  columns: z._default(z.record(columnName, columnTarget), {}),
  consents: z._default(z.array(consent).check(z.maxLength(20)), []),
  event: z.optional(event),
  /** The text of a cell that takes its trait away, as `(none)`. Empty cells say nothing. */
  remove: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type Origin = z.infer<typeof origin>;
export type Target = z.infer<typeof target>;

const columnsOf = (...origins: readonly (Readonly<Record<string, unknown>> | undefined)[]): string[] =>
  origins.flatMap((each) => (typeof each?.column === 'string' ? [each.column] : []));

/** The columns that say of a consent or an event; they are no traits besides, unless the mapping says so. */
export const columnsBeside = ({ consents, event: told }: Mapping): ReadonlySet<string> =>
  new Set([
    ...consents.flatMap(({ given, source, at, wording }) => columnsOf(given, source, at, wording)),
    ...columnsOf(told?.name, told?.timestamp, ...Object.values(told?.properties ?? {})),
  ]);

/** Every column that a mapping names. */
export const columnsNamed = (mapping: Mapping): ReadonlySet<string> =>
  new Set([...Object.keys(mapping.columns), ...columnsBeside(mapping)]);
