import * as z from 'zod/mini';

declare const resolves: unique symbol;

/**
 * A value that is known only when a run gets there: `{"$ref": "booking.properties.startsAt"}`, from an event that the
 * journey saved, or `run.person`. `T` is what it resolves to.
 */
export interface Ref<T = unknown> {
  readonly $ref: string;
  readonly [resolves]?: () => T;
}

/** A value of the document: given now, or a reference to it. */
export type Value<T> = T | Ref<T>;

const pattern = /^(?:run\.person|[a-z][A-Za-z0-9]*\.(?:id|at|name|properties(?:\.[^.]+)+))$/;

export const refSchema: z.ZodMiniType<Ref> = z.strictObject({
  $ref: z
    .string()
    .check(
      z.regex(
        pattern,
        'must be "<saved event>.properties.<field>", "<saved event>.at" (id, name) or "run.person"',
      ),
    ),
});

/** A reference by its path. Its type is not known here: the compiler checks it. Prefer `saved`. */
export const ref = (path: string): Ref<never> => ({ $ref: path });

/** The person whose run it is. */
export const person: Ref<string> = { $ref: 'run.person' };

export const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string';

/** Every reference in a value of the document, with the path to it. */
export function* refsIn(value: unknown, path = ''): Generator<{ readonly path: string; readonly ref: Ref }> {
  if (isRef(value)) {
    yield { path, ref: value };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      yield* refsIn(inner, path === '' ? key : `${path}.${key}`);
  }
}
