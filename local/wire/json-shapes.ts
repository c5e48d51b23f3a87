import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error.ts';

type Convert = (value: unknown) => unknown;

const readers = new WeakMap<object, Convert>();
const writers = new WeakMap<object, Convert>();

const refused = (kind: string, wanted: string) =>
  new AwsError('SerializationException', `${kind} can not be converted to ${wanted}`);

const kindOf = (value: unknown): string => {
  if (value === null) return 'NULL_VALUE';
  if (Array.isArray(value)) return 'Start of list';
  if (typeof value === 'object') return 'Start of structure or map';
  return typeof value === 'boolean'
    ? `${value ? 'TRUE' : 'FALSE'}_VALUE`
    : `${typeof value}_VALUE`.toUpperCase();
};

/** JSON to the SDK's shapes: base64 to bytes, numbers of seconds to dates. Throws `SerializationException`. */
export const fromJson = (schema: NormalizedSchema, value: unknown): unknown => reader(schema)(value);

/** The SDK's shapes to JSON; what the model does not know is left out. */
export const toJson = (schema: NormalizedSchema, value: unknown): unknown => writer(schema)(value);

/** One converter for each shape of a model, kept. */
function cached(cache: WeakMap<object, Convert>, schema: NormalizedSchema, make: () => Convert): Convert {
  const key = schema.getSchema();
  if (typeof key !== 'object') return make();
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** Made when first used: shapes refer to themselves. */
const lazily = (make: () => Convert): Convert => {
  let made: Convert | undefined;
  return (value) => {
    made ??= make();
    return made(value);
  };
};

function reader(schema: NormalizedSchema): Convert {
  return cached(readers, schema, () => {
    if (schema.isStructSchema()) return structure(schema, reader, refuseAll('Structure'));
    if (schema.isListSchema()) return list(schema, reader, refuseAll('List'));
    if (schema.isMapSchema()) return map(schema, reader, refuseAll('Map'));
    if (schema.isBlobSchema())
      return (value) => (typeof value === 'string' ? Buffer.from(value, 'base64') : refuseAll('Blob')(value));
    if (schema.isTimestampSchema()) return readDate;
    if (schema.isStringSchema()) return only('string', 'String');
    if (schema.isBooleanSchema()) return only('boolean', 'Boolean');
    if (schema.isNumericSchema()) return only('number', 'Number');
    return (value) => value;
  });
}

function writer(schema: NormalizedSchema): Convert {
  return cached(writers, schema, () => {
    const asIs: Convert = (value) => value;
    if (schema.isStructSchema()) return structure(schema, writer, asIs);
    if (schema.isListSchema()) return list(schema, writer, asIs);
    if (schema.isMapSchema()) return map(schema, writer, asIs);
    if (schema.isBlobSchema())
      return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);
    if (schema.isTimestampSchema())
      return (value) => (value instanceof Date ? writeDate(schema, value) : value);
    return asIs;
  });
}

const refuseAll =
  (wanted: string): Convert =>
  (value) => {
    throw refused(kindOf(value), wanted);
  };

const only =
  (type: string, wanted: string): Convert =>
  (value) => {
    if (typeof value !== type) throw refused(kindOf(value), wanted);
    return value;
  };

function structure(
  schema: NormalizedSchema,
  of: (member: NormalizedSchema) => Convert,
  otherwise: Convert,
): Convert {
  const members = [...schema.structIterator()].map(([name, member]) => ({
    name,
    wire: member.getMergedTraits().jsonName ?? name,
    convert: lazily(() => of(member)),
  }));
  const isReading = of === reader;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return otherwise(value);
    const given = value as Readonly<Record<string, unknown>>;
    const made: Record<string, unknown> = {};
    for (const { name, wire, convert } of members) {
      const [from, to] = isReading ? [wire, name] : [name, wire];
      const member = given[from];
      if (member !== undefined && member !== null) made[to] = convert(member);
    }
    return made;
  };
}

function list(
  schema: NormalizedSchema,
  of: (member: NormalizedSchema) => Convert,
  otherwise: Convert,
): Convert {
  const member = schema.getValueSchema();
  const convert = lazily(() => of(member));
  // What is no value of DynamoDB's, DynamoDB says itself.
  const keepsNull = of === writer || member.isUnionSchema();
  const item: Convert = (each) => (each === null && keepsNull ? null : convert(each));
  return (value) => (Array.isArray(value) ? value.map(item) : otherwise(value));
}

function map(
  schema: NormalizedSchema,
  of: (member: NormalizedSchema) => Convert,
  otherwise: Convert,
): Convert {
  const convert = lazily(() => of(schema.getValueSchema()));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return otherwise(value);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        each === null || each === undefined ? [] : [[key, convert(each)]],
      ),
    );
  };
}

const readDate: Convert = (value) => {
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(String(value));
  if (Number.isNaN(date.getTime())) throw refused(kindOf(value), 'Timestamp');
  return date;
};

const DATE_TIME = 5;
const HTTP_DATE = 6;

function writeDate(schema: NormalizedSchema, date: Date): unknown {
  if (schema.getSchema() === DATE_TIME) return date.toISOString();
  if (schema.getSchema() === HTTP_DATE) return date.toUTCString();
  return date.getTime() / 1000;
}
