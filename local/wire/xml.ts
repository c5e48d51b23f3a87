import type { NormalizedSchema } from '@smithy/core/schema';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (each) => ESCAPES[each] ?? each);

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

/** The members of a structure as XML elements, by AWS's query protocol. */
export function structureXml(schema: NormalizedSchema, value: unknown): string {
  if (typeof value !== 'object' || value === null || !schema.isStructSchema()) return '';
  const given = value as Readonly<Record<string, unknown>>;
  return [...schema.structIterator()]
    .filter(([name]) => given[name] !== undefined && given[name] !== null)
    .map(([name, member]) => memberXml(nameOf(member, name), member, given[name]))
    .join('');
}

function memberXml(name: string, schema: NormalizedSchema, value: unknown): string {
  const flat = Boolean(schema.getMergedTraits().xmlFlattened);
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    const items = value
      .map((each) => memberXml(flat ? name : nameOf(member, 'member'), member, each))
      .join('');
    return flat ? items : element(name, items);
  }
  if (schema.isMapSchema() && typeof value === 'object' && value !== null) {
    const [key, item] = [schema.getKeySchema(), schema.getValueSchema()];
    const entries = Object.entries(value)
      .map(([k, v]) =>
        element(
          flat ? name : 'entry',
          element(nameOf(key, 'key'), escapeXml(k)) + memberXml(nameOf(item, 'value'), item, v),
        ),
      )
      .join('');
    return flat ? entries : element(name, entries);
  }
  if (schema.isStructSchema()) return element(name, structureXml(schema, value));
  return element(name, escapeXml(scalar(value)));
}

function scalar(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}

const nameOf = (schema: NormalizedSchema, otherwise: string): string =>
  schema.getMergedTraits().xmlName ?? otherwise;
