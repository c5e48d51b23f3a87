import * as z from 'zod/mini';
import type { EventDefinition } from '../events/define-event.ts';

/** What a definition says of one property. */
export interface Field {
  /** Whether it is always there; else a reference to it is null where it is missing. */
  readonly required: boolean;
  /** JSON Schema's names; empty for anything. */
  readonly types: readonly string[];
  readonly isInstant: boolean;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const typesOf = ({ type, anyOf = [] }: JsonSchema): readonly string[] =>
  type === undefined
    ? anyOf.flatMap(typesOf)
    : [type].flat().map((each) => (each === 'integer' ? 'number' : each));

/** A property by its path, from an object's schema; undefined if it names none such. */
export function fieldOf(schema: z.ZodMiniType, path: readonly string[]): Field | undefined {
  let found: JsonSchema = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  let required = true;
  for (const name of path) {
    const inner = Object.hasOwn(found.properties ?? {}, name) ? found.properties?.[name] : undefined;
    if (!inner) return undefined;
    required &&= found.required?.includes(name) ?? false;
    found = inner;
  }
  return { required, types: typesOf(found), isInstant: found.format === 'date-time' };
}

const text: Field = { required: true, types: ['string'], isInstant: false };

/** What an event always has besides its properties. */
const envelope: Readonly<Record<string, Field>> = { id: text, name: text, at: { ...text, isInstant: true } };

/** A field of a saved event: `at`, or `properties` and a path. */
export const fieldOfEvent = (event: EventDefinition, path: readonly string[]): Field | undefined => {
  const [first = '', ...rest] = path;
  return first === 'properties' ? fieldOf(event.schema, rest) : envelope[first];
};

/** Of a value that may stem from several events: there only if all have it, of whichever type each gives it. */
export const either = (fields: readonly Field[]): Field => ({
  required: fields.every(({ required }) => required),
  types: fields.some(({ types }) => types.length === 0)
    ? []
    : [...new Set(fields.flatMap(({ types }) => types))],
  isInstant: fields.every(({ isInstant }) => isInstant),
});

export const person = text;
