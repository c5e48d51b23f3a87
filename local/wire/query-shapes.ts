import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error.ts';

/** Form fields `A.member.1.B=…` to the SDK's shapes, by AWS's query protocol. Undefined when nothing was given. */
export function fromQuery(schema: NormalizedSchema, form: URLSearchParams): unknown {
  return read(schema, new Map(form), '') ?? {};
}

type Fields = ReadonlyMap<string, string>;

function read(schema: NormalizedSchema, fields: Fields, at: string): unknown {
  if (schema.isStructSchema()) return readStructure(schema, fields, at);
  if (schema.isListSchema()) return readList(schema, fields, at);
  if (schema.isMapSchema()) return readMap(schema, fields, at);
  const text = fields.get(at);
  if (text === undefined) return undefined;
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64');
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) return new Date(text);
  if (schema.isNumericSchema()) return numeric(text, at);
  return text;
}

function numeric(text: string, at: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value))
    throw new AwsError('MalformedInput', `${at}: "${text}" is not a number`);
  return value;
}

function readStructure(schema: NormalizedSchema, fields: Fields, at: string): unknown {
  const made: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const wire = join(at, member.getMergedTraits().xmlName ?? name);
    if (!within(fields, wire)) continue;
    const value = read(member, fields, wire);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

function readList(schema: NormalizedSchema, fields: Fields, at: string): unknown[] {
  const member = schema.getValueSchema();
  const flat = schema.getMergedTraits().xmlFlattened;
  const prefix = flat ? at : join(at, member.getMergedTraits().xmlName ?? 'member');
  const items: unknown[] = [];
  for (let index = 1; within(fields, join(prefix, index)); index += 1)
    items.push(read(member, fields, join(prefix, index)));
  return items;
}

function readMap(schema: NormalizedSchema, fields: Fields, at: string): Record<string, unknown> {
  const [key, value] = [schema.getKeySchema(), schema.getValueSchema()];
  const prefix = schema.getMergedTraits().xmlFlattened ? at : join(at, 'entry');
  const made: Record<string, unknown> = {};
  for (let index = 1; within(fields, join(prefix, index)); index += 1) {
    const name = fields.get(join(prefix, index, key.getMergedTraits().xmlName ?? 'key'));
    if (name !== undefined)
      made[name] = read(value, fields, join(prefix, index, value.getMergedTraits().xmlName ?? 'value'));
  }
  return made;
}

const join = (...parts: readonly (string | number)[]): string =>
  parts.filter((part) => part !== '').join('.');

function within(fields: Fields, prefix: string): boolean {
  if (fields.has(prefix)) return true;
  for (const name of fields.keys()) if (name.startsWith(`${prefix}.`)) return true;
  return false;
}
