import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error.ts';

/** In the SDK's notation a structure ends with how many of its members, the first ones, are required. */
const REQUIRED_COUNT = 6;

/**
 * Refuses a call that leaves out what AWS's model requires, in the words of AWS's own validation, which names every
 * such member: `1 validation error detected: Value null at 'target.arn' failed to satisfy constraint: Member must not
 * be null`.
 * @param errorName what the service calls it: mostly `ValidationException`.
 */
export function requireMembers(schema: NormalizedSchema, input: unknown, errorName: string): void {
  const paths = [...missing(schema, input, '')];
  if (paths.length === 0) return;
  const each = paths.map(
    (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
  const errors = paths.length === 1 ? 'error' : 'errors';
  throw new AwsError(errorName, `${paths.length} validation ${errors} detected: ${each.join('; ')}`);
}

function* missing(schema: NormalizedSchema, value: unknown, at: string): Generator<string> {
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    for (const [index, item] of value.entries()) yield* missing(member, item, `${at}.${index + 1}.member`);
  }
  if (!schema.isStructSchema() || typeof value !== 'object' || value === null) return;
  const given = value as Readonly<Record<string, unknown>>;
  let required = requiredCount(schema);
  for (const [name, member] of schema.structIterator()) {
    const path = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    const inner = given[name];
    if (inner !== undefined && inner !== null) yield* missing(member, inner, path);
    else if (required > 0) yield path;
    required -= 1;
  }
}

/** The members of a structure that AWS requires. */
export function requiredMembers(schema: NormalizedSchema): readonly [string, NormalizedSchema][] {
  return schema.isStructSchema() ? [...schema.structIterator()].slice(0, requiredCount(schema)) : [];
}

function requiredCount(schema: NormalizedSchema): number {
  const shape: unknown = schema.getSchema();
  const count: unknown = Array.isArray(shape) ? shape[REQUIRED_COUNT] : undefined;
  return typeof count === 'number' ? count : 0;
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
