import * as z from 'zod/mini';
import type { Template } from '../../../workflows/templates/define-template.ts';
import { traits } from '../../../workflows/traits.ts';

/** What is known of a variable before a message is sent. */
export interface Known {
  /** It may be missing, so whoever shows it asks first. */
  readonly optional?: true;
  /** What it has, if it is an object. */
  readonly fields?: Readonly<Record<string, Known>>;
  /** What each of its entries is, if it is a list. */
  readonly entry?: Known;
  /** It may have anything. */
  readonly open?: true;
}

interface JsonSchema {
  readonly type?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

function knownBy(schema: JsonSchema): Known {
  const { anyOf = [], properties, required = [], items } = schema;
  if (anyOf.length > 0) {
    const nullable = anyOf.some(({ type }) => type === 'null');
    const others = anyOf.filter(({ type }) => type !== 'null');
    const [only] = others;
    const known: Known = others.length === 1 && only ? knownBy(only) : { open: true };
    return nullable ? { ...known, optional: true } : known;
  }
  if (items) return { entry: knownBy(items) };
  if (properties)
    return {
      fields: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [
          name,
          required.includes(name) ? knownBy(each) : { ...knownBy(each), optional: true },
        ]),
      ),
    };
  return schema.type === 'object' ? { open: true } : {};
}

const fieldsNamed = (names: readonly string[], known: Known = {}): Known => ({
  fields: Object.fromEntries(names.map((name) => [name, known])),
});

const brand: Known = {
  fields: {
    ...fieldsNamed(['name', 'postalAddress', 'timezone', 'website', 'logoUrl', 'staffEmail']).fields,
    colours: fieldsNamed(['primary', 'onPrimary', 'text', 'muted', 'background']),
    tone: fieldsNamed(['greeting', 'signOff']),
  },
};

/** What Liquid finds when it renders a template. */
export function knownIn({ data, story, kind, confirms }: Template): Known {
  const values = knownBy(z.toJSONSchema(data, { unrepresentable: 'any' }) as JsonSchema);
  const aboutBooking = values.fields?.bookingId !== undefined;
  return {
    fields: {
      brand,
      data: values,
      person: fieldsNamed(traits, { optional: true }),
      links: {
        fields: {
          ...fieldsNamed(['booking', 'unsubscribe', 'preferences', 'refer']).fields,
          ...(aboutBooking && { rate: {}, change: { optional: true } }),
          ...(confirms && { confirm: {} }),
        },
      },
      ...(kind === 'transactional' && { reason: {} }),
      ...(story && { story: { entry: fieldsNamed(['at', 'what']) } }),
    },
  };
}
