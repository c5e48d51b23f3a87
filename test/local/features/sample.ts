import type { NormalizedSchema } from '@smithy/core/schema';

/** Members of members of members are enough to name every one that AWS requires at the top. */
const deepest = 4;

/** A value for a shape of AWS's model, with every member that the shape has, as it is in JSON. */
export function sample(schema: NormalizedSchema, depth = 0): unknown {
  if (schema.isStructSchema()) {
    if (depth >= deepest) return {};
    const members = [...schema.structIterator()].map(([name, member]) => [
      member.getMergedTraits().jsonName ?? name,
      sample(member, depth + 1),
    ]);
    return Object.fromEntries(members);
  }
  if (schema.isListSchema()) return depth < deepest ? [sample(schema.getValueSchema(), depth + 1)] : [];
  if (schema.isMapSchema()) return depth < deepest ? { x: sample(schema.getValueSchema(), depth + 1) } : {};
  if (schema.isBlobSchema()) return 'eA==';
  if (schema.isBooleanSchema()) return false;
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return 1;
  return 'x';
}

/** The same as fields of a form: `A.member.1.B`. */
export function formFields(value: unknown, at = ''): readonly (readonly [name: string, value: string])[] {
  const below = (part: string | number) => (at === '' ? String(part) : `${at}.${part}`);
  if (Array.isArray(value))
    return value.flatMap((each, index) => formFields(each, below(`member.${index + 1}`)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, each]) => formFields(each, below(name)));
  return [[at, String(value)]];
}
