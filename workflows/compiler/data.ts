import * as z from 'zod/mini';
import type { Shape } from '../events/define-event.ts';
import { isRef } from '../reference.ts';
import { complaints } from '../sentences.ts';
import { fieldOf } from './field.ts';
import { overlap, type Scope } from './scope.ts';

interface Wanted {
  /** What asks for the data, as `template "oil-change-offer"`. */
  readonly what: string;
  readonly schema: z.ZodMiniObject<Shape, z.core.$ZodObjectConfig>;
}

/** Checks that something gets the data that it asks for, all of it and nothing else, references included. */
export function checkData(
  wanted: Wanted,
  data: Readonly<Record<string, unknown>> | undefined,
  scope: Scope,
): void {
  const { what, schema } = wanted;
  const known = Object.keys(schema.shape);
  for (const name of Object.keys(data ?? {}))
    if (!known.includes(name))
      scope.report(
        `data "${name}": ${what} asks for no such value; ${known.length > 0 ? `it asks for ${known.join(', ')}` : 'remove it'}`,
      );
  for (const name of known) checkValue(wanted, name, data?.[name], scope);
}

function checkValue({ what, schema }: Wanted, name: string, value: unknown, scope: Scope): void {
  const inner = schema.shape[name];
  const field = fieldOf(schema, [name]);
  if (!inner || !field) return;
  if (!isRef(value)) {
    const checked = z.safeParse(inner, value);
    for (const { reason } of checked.success ? [] : complaints(checked.error, value))
      scope.report(`data "${name}" for ${what}: ${reason}`);
    return;
  }
  const found = scope.field(value);
  if (found && !found.required && !z.safeParse(inner, null).success)
    scope.report(
      `data "${name}": ${what} needs it, and ${value.$ref} may be missing; refer to a field that is always there`,
    );
  if (found && !overlap(field, found))
    scope.report(
      `data "${name}": ${what} asks for ${field.types.join(' or ')}, ${value.$ref} is ${found.types.join(' or ')}`,
    );
}
