import type { NormalizedSchema } from '@smithy/core/schema';
import type { WireRequest } from './message.ts';
import type { Model, OperationModel } from './model.ts';
import { requiredMembers } from './required.ts';
import type { S3Address } from './s3-address.ts';

/** By which the SDK for JavaScript says outright which operation it means; others leave it out. */
const OUTRIGHT = 'x-id';

interface Route {
  readonly operation: OperationModel;
  readonly method: string;
  /** Below the bucket: `/`, `/{Key+}`, or the one path that has no bucket. */
  readonly path: string;
  readonly hasBucket: boolean;
  readonly outright: string | undefined;
  /** What the query must have, with its value. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  /** What the query and the headers must have, with any value. */
  readonly query: readonly string[];
  readonly headers: readonly string[];
}

const tables = new WeakMap<Model, readonly Route[]>();

/**
 * The operation of S3 that a request is for. Many share method and path, and differ by what they require of query and
 * headers: the one that requires most of what is there is meant.
 */
export function s3Operation(
  model: Model,
  { method, path, query, headers }: WireRequest,
  { bucket, key }: S3Address,
): OperationModel | undefined {
  const table = tables.get(model) ?? routesOf(model);
  tables.set(model, table);
  const below = key === undefined ? '/' : '/{Key+}';
  const isThere = (route: Route): boolean =>
    route.path === path || (route.path === below && route.hasBucket === (bucket !== undefined));
  const named = query.get(OUTRIGHT);
  const found = table.filter(
    (route) =>
      route.method === method &&
      isThere(route) &&
      route.literals.every(([name, value]) => query.get(name) === value) &&
      (named === null
        ? route.query.every((name) => query.has(name)) &&
          route.headers.every((name) => headers[name] !== undefined)
        : (route.outright ?? named) === named),
  );
  const demands = (route: Route): number =>
    route.literals.length + route.query.length + route.headers.length + (route.outright === named ? 1 : 0);
  return found.toSorted((a, b) => demands(b) - demands(a))[0]?.operation;
}

const routesOf = (model: Model): readonly Route[] =>
  [...model.operations.values()].flatMap((operation) => {
    const { http, input } = operation;
    if (!http) return [];
    const [path = '/', text = ''] = http.path.split('?');
    const literals = new URLSearchParams(text);
    const outright = literals.get(OUTRIGHT) ?? undefined;
    literals.delete(OUTRIGHT);
    const required = requiredMembers(input);
    return [
      {
        operation,
        method: http.method,
        path,
        hasBucket: hasBucket(input),
        outright,
        literals: [...literals],
        query: required.flatMap(([, member]) => member.getMergedTraits().httpQuery ?? []),
        headers: required.flatMap(([, member]) => member.getMergedTraits().httpHeader?.toLowerCase() ?? []),
      },
    ];
  });

const hasBucket = (input: NormalizedSchema): boolean =>
  input.isStructSchema() && 'Bucket' in input.getMemberSchemas();
