import * as z from 'zod/mini';

/** A schema as OpenAPI 3.1 has it, which is JSON Schema 2020-12: as callers send it, or as they get it. */
export function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
